import { matchesPath } from './match-path.ts'

/** Files that implement the catalogue's functions, whatever function of theirs a call stands in. */
const implementationFiles = ['mm/gup.c', 'mm/nommu.c', 'arch/*/mm/gup.c', 'lib/iov_iter.c'] as const

export function isImplementationFile(path: string): boolean {
  return implementationFiles.some((pattern) => matchesPath(pattern, path))
}
