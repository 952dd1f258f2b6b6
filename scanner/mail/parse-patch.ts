/** One hunk of a patch. */
export interface PatchHunk {
  /** Line of the patch at which it begins, from 1. */
  readonly line: number
  /** Line of the old file that it says to begin at. */
  readonly oldStart: number
}

/** What a patch says of one file. */
export interface PatchedFile {
  /** The name as it is after the patch, or was where the file goes. */
  readonly path: string
  /** All names that it mentions: after a rename two. */
  readonly paths: readonly string[]
  readonly hunks: readonly PatchHunk[]
}

/**
 * The files and hunks of a patch, as `git diff` and `diff -u` write them, to find where one fails; whether it applies is for git to say.
 * Names without their first folder (`a/`, `b/`).
 */
export function parsePatch(patch: Buffer): readonly PatchedFile[] {
  const files: { path: string; paths: Set<string>; hunks: PatchHunk[] }[] = []
  let current: (typeof files)[number] | null = null
  /** Lines of the hunk that are still to come: within them a `--- ` is a removed line. */
  let left = { old: 0, new: 0 }
  const start = () => {
    current = { path: '', paths: new Set(), hunks: [] }
    files.push(current)
    return current
  }
  const name = (text: string | null) => {
    if (text === null) return
    const file = current ?? start()
    file.paths.add(text)
    file.path = text
  }
  for (const [index, line] of patch.toString('utf8').split('\n').entries()) {
    if (left.old > 0 || left.new > 0) {
      left = countDown(left, line)
      continue
    }
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line)
    if (hunk !== null) {
      ;(current ?? start()).hunks.push({ line: index + 1, oldStart: Number(hunk[1]) })
      left = { old: Number(hunk[2] ?? 1), new: Number(hunk[3] ?? 1) }
    } else if (line.startsWith('diff --git ')) {
      start()
      name(commonName(line.slice('diff --git '.length)))
    } else if (/^--- \S/.test(line)) {
      // a patch by `diff -u` has no other line that begins a file
      if (current === null || (current as PatchedFile).hunks.length > 0) start()
      name(fileName(line.slice(4)))
    } else if (/^\+\+\+ \S/.test(line)) name(fileName(line.slice(4)))
    else {
      const moved = /^(?:rename|copy) (?:from|to) (.+)$/.exec(line)
      if (moved !== null) name(unquote(moved[1] ?? ''))
    }
  }
  return files
    .filter(({ paths }) => paths.size > 0)
    .map(({ path, paths, hunks }) => ({ path, paths: [...paths], hunks }))
}

function countDown(left: { old: number; new: number }, line: string): { old: number; new: number } {
  switch (line[0]) {
    case '-':
      return { ...left, old: left.old - 1 }
    case '+':
      return { ...left, new: left.new - 1 }
    case '\\':
      return left
    case ' ':
    case undefined:
      return { old: left.old - 1, new: left.new - 1 }
    default:
      // damaged: whatever this is, it is no line of a hunk
      return { old: 0, new: 0 }
  }
}

/** `a/x b/x`, where both names are one; a rename says its names in lines of their own. */
function commonName(text: string): string | null {
  const plain = /^[^/\s]+\/(.+) [^/\s]+\/\1$/.exec(text)?.[1]
  if (plain !== undefined) return plain
  const quoted = /^("[^/]+\/.+") "[^/]+\/.+"$/.exec(text)?.[1]
  return quoted === undefined ? null : withoutFolder(unquote(quoted))
}

/** A name of a `---` or `+++` line, which may have a time behind a tab; `null` for `/dev/null`. */
function fileName(text: string): string | null {
  const written = text.startsWith('"') ? unquote(text) : (text.split('\t')[0] ?? '').trimEnd()
  return written === '/dev/null' ? null : withoutFolder(written)
}

const withoutFolder = (path: string): string => path.slice(path.indexOf('/') + 1)

/** Undoes git's quoting of a name with odd bytes: `"a\303\244.c"`. */
function unquote(text: string): string {
  if (!text.startsWith('"')) return text
  const inner = text.replace(/^"|"\s*$/g, '')
  const letters: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11 }
  const bytes: number[] = []
  for (const [piece, octal, letter] of inner.matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8))
    else if (letter !== undefined) bytes.push(letters[letter] ?? letter.charCodeAt(0))
    else bytes.push(...Buffer.from(piece))
  }
  return Buffer.from(bytes).toString('utf8')
}
