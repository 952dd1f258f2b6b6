import { composeMaintainers } from './compose-maintainers.ts'
import type { Change, Replacement, StoryCommit } from './story.ts'

/** The files that a commit leaves different: their whole content, or `null` where it removes one. */
export type ChangedFiles = ReadonlyMap<string, string | null>

/**
 * Tells the story: what each commit of a list changes, each on top of the one before. Throws where an edit finds
 * nothing to change, which is a mistake in a chapter.
 */
export function playStory(commits: readonly StoryCommit[]): readonly ChangedFiles[] {
  const tree: Tree = { files: new Map(), sections: new Map() }
  return commits.map((commit) => {
    const before = new Map(tree.files)
    for (const change of commit.changes) {
      try {
        apply(tree, change)
      } catch (cause) {
        throw new Error(`${commit.in}, "${commit.subject}": this commit of the demo cannot be told`, { cause })
      }
    }
    if (commit.changes.some(({ kind }) => kind === 'section')) {
      tree.files.set('MAINTAINERS', composeMaintainers(tree.sections))
    }
    return difference(before, tree.files)
  })
}

interface Tree {
  readonly files: Map<string, string>
  /** Lines by title. */
  readonly sections: Map<string, string>
}

function apply({ files, sections }: Tree, change: Change): void {
  switch (change.kind) {
    case 'write':
      files.set(change.path, change.text)
      return
    case 'edit':
      files.set(change.path, replaceAll(change.path, take(files, change.path), change.replacements))
      return
    case 'edit-tree':
      editTree(files, change.replacements)
      return
    case 'rename':
      files.set(change.to, take(files, change.from))
      files.delete(change.from)
      return
    case 'remove':
      take(files, change.path)
      files.delete(change.path)
      return
    case 'section':
      if (change.lines === null) sections.delete(change.title)
      else sections.set(change.title, change.lines)
  }
}

function take(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path)
  if (text === undefined) throw new Error(`${path} does not exist`)
  return text
}

function replaceAll(path: string, text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((before, [from, to]) => {
    const after = replaceOne(before, [from, to])
    if (after === before) throw new Error(`${path} has no ${from}`)
    return after
  }, text)
}

function editTree(files: Map<string, string>, replacements: readonly Replacement[]): void {
  const edited = [...files]
    .filter(([path]) => /\.[ch]$/.test(path))
    .map(([path, text]) => [path, replacements.reduce(replaceOne, text)] as const)
    .filter(([path, text]) => files.get(path) !== text)
  if (edited.length === 0) throw new Error('no file has any of it')
  for (const [path, text] of edited) files.set(path, text)
}

function replaceOne(text: string, [from, to]: Replacement): string {
  // as a function, so that a `$` of C is nothing special; an expression says what it wants of its groups
  return typeof from === 'string' ? text.replaceAll(from, () => to) : text.replace(new RegExp(from, 'g'), to)
}

function difference(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): ChangedFiles {
  const changed = new Map<string, string | null>()
  for (const path of before.keys()) if (!after.has(path)) changed.set(path, null)
  for (const [path, text] of after) if (before.get(path) !== text) changed.set(path, text)
  return changed
}
