import { createClasses } from './create-classes.ts'
import type { OutlinedFile } from './outline.ts'
import type { Callee } from './resolve-callees.ts'

/** Files that may reach each other, and what the calls of these files mean. */
export interface FilePart<File> {
  /** In the order of the tree. */
  readonly files: readonly File[]
  /** What each call that hands pages on may be of, in the order of files and calls. */
  readonly callees: readonly Callee[]
}

/**
 * Cuts a tree into parts that are linked apart: no rule looks from one into another. Files are of one part where one calls a function of the
 * other, where they lie in one directory, and where pages travel between them in an object of the kernel. A kernel's 680 files are 210 parts,
 * the largest of 100 files.
 */
export function partFiles<File extends OutlinedFile>(
  files: readonly File[],
  calleesOf: ReadonlyMap<File, readonly Callee[]>,
): readonly FilePart<File>[] {
  const { find, join } = createClasses()
  for (const file of files) {
    join(file.path, directoryOf(file.path))
    if (isCarrierEnd(file)) join(file.path, carriersClass)
    for (const { path } of calleesOf.get(file) ?? []) join(file.path, path)
  }
  const parts = new Map<string, { files: File[]; callees: Callee[] }>()
  for (const file of files) {
    const name = find(file.path)
    const part = parts.get(name) ?? { files: [], callees: [] }
    parts.set(name, part)
    part.files.push(file)
    part.callees.push(...(calleesOf.get(file) ?? []))
  }
  return [...parts.values()]
}

/** No path looks like this, nor like a directory. */
const carriersClass = '\0carriers'

function isCarrierEnd({ path, outline: { carrier } }: OutlinedFile): boolean {
  return carrier === 'any-file' || (carrier === 'header' && path.endsWith('.h'))
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
