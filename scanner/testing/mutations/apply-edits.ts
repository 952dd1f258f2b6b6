import { readerNames } from '#scanner/model/catalogue/index.ts'
import { readFacts } from '#scanner/read/read-facts.ts'
import type { Edit } from './mutation.ts'

/** The files that edits change, with their new content; `null`: gone. Throws where an edit does not fit: then the list is wrong. */
export function applyEdits(
  edits: readonly Edit[],
  read: (path: string) => string | null,
): ReadonlyMap<string, string | null> {
  const files = new Map<string, string | null>()
  const textOf = (path: string): string => {
    const text = files.has(path) ? files.get(path) : read(path)
    if (text === null || text === undefined) throw new Error(`${path}: no such file`)
    return text
  }
  for (const edit of edits) apply(edit, files, textOf, read)
  return files
}

function apply(
  edit: Edit,
  files: Map<string, string | null>,
  textOf: (path: string) => string,
  read: (path: string) => string | null,
): void {
  switch (edit.do) {
    case 'put-file':
      files.set(edit.path, edit.text)
      return
    case 'delete-file':
      textOf(edit.path)
      files.set(edit.path, null)
      return
    case 'rename-file':
      files.set(edit.to, textOf(edit.path))
      files.set(edit.path, null)
      return
    case 'append': {
      const before = files.get(edit.path) ?? read(edit.path) ?? ''
      files.set(edit.path, `${before}${edit.text}`)
      return
    }
    case 'rename': {
      const text = textOf(edit.path)
      const range = edit.function === undefined ? { from: 0, to: text.length } : rangeOf(text, edit.function, edit.path)
      files.set(
        edit.path,
        inRange(text, range, (part) => renameIn(part, edit)),
      )
      return
    }
    case 'drop': {
      const text = textOf(edit.path)
      files.set(
        edit.path,
        inRange(text, rangeOf(text, edit.function, edit.path), (part) => {
          const at = positionOf(part, edit.call, edit.nth ?? 1)
          const end = part.indexOf(';', at)
          return `${part.slice(0, at)}${part.slice(end)}`
        }),
      )
      return
    }
    case 'insert': {
      const text = textOf(edit.path)
      const range = rangeOf(text, edit.function, edit.path)
      files.set(
        edit.path,
        inRange(text, range, (part) => {
          if (edit.after === undefined) return `${edit.text}${part}`
          const end = part.indexOf('\n', part.indexOf(';', positionOf(part, edit.after, edit.nth ?? 1))) + 1
          return `${part.slice(0, end)}${edit.text}${part.slice(end)}`
        }),
      )
      return
    }
    case 'move': {
      const text = textOf(edit.path)
      const { from, to } = rangeOf(text, edit.function, edit.path)
      const moved = text.slice(from, to)
      files.set(edit.path, `${text.slice(0, from)}${text.slice(to)}`)
      const target = files.get(edit.to) ?? read(edit.to) ?? ''
      files.set(edit.to, `${target}\n${moved}`)
      return
    }
    case 'copy': {
      const text = textOf(edit.path)
      const { from, to } = rangeOf(text, edit.function, edit.path)
      const copied = text.slice(from, to).replace(new RegExp(`\\b${edit.function}\\b`), edit.as)
      files.set(edit.path, `${text}\n${copied}`)
      return
    }
    case 'replace': {
      const text = textOf(edit.path)
      files.set(
        edit.path,
        inRange(text, rangeOf(text, edit.function, edit.path), () => edit.text),
      )
      return
    }
    case 'indent': {
      const text = textOf(edit.path)
      files.set(
        edit.path,
        inRange(text, rangeOf(text, edit.function, edit.path), (part) => part.replace(/^(?=\t)/gm, '\t')),
      )
      return
    }
  }
}

interface TextRange {
  readonly from: number
  readonly to: number
}

function inRange(text: string, { from, to }: TextRange, change: (part: string) => string): string {
  return `${text.slice(0, from)}${change(text.slice(from, to))}${text.slice(to)}`
}

/** A function with its head, whole lines. The reader under test finds it: one it does not know cannot be edited. */
function rangeOf(text: string, name: string, path: string): TextRange {
  const found = readFacts(Buffer.from(text), readerNames).functions.find((one) => one.name === name)
  if (found === undefined) throw new Error(`${path} has no function ${name} with a call`)
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  let line = found.line - 1
  // a head may begin on the line above its name, and a macro on that of its `#define`
  while (line > 0 && /^\S/.test(lineAt(text, starts, line - 1)) && !/[;}#/]/.test(lineAt(text, starts, line - 1)))
    line--
  return { from: starts[line] ?? 0, to: starts[found.endLine] ?? text.length }
}

function lineAt(text: string, starts: readonly number[], line: number): string {
  return text.slice(starts[line] ?? 0, starts[line + 1] ?? text.length).replace(/\n$/, '')
}

function renameIn(part: string, { from, to, nth = 1 }: Extract<Edit, { do: 'rename' }>): string {
  if (nth === 'all') {
    positionOf(part, from, 1)
    return part.replace(new RegExp(`\\b${from}\\b`, 'g'), to)
  }
  const at = positionOf(part, from, nth)
  return `${part.slice(0, at)}${to}${part.slice(at + from.length)}`
}

function positionOf(part: string, name: string, nth: number): number {
  const found = [...part.matchAll(new RegExp(`\\b${name}\\b`, 'g'))][nth - 1]
  if (found === undefined) throw new Error(`there is no mention ${nth} of ${name}`)
  return found.index
}
