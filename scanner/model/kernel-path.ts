import type { SourceFile } from './linked.ts'
import { rememberBy } from './remember-by.ts'
import { isWithin } from './selection.ts'

/** A path as the kernel tree has it, which may lie in a folder of its repository; what lies beside the kernel begins with `../`. */
export function toKernelPath(path: string, kernel: string | null): string {
  if (kernel === null || kernel === '') return path
  return isWithin(path, kernel) ? path.slice(kernel.length + 1) : `../${path}`
}

/** What rules about places (`include/linux/mm.h`, `mm/gup.c`) compare: the path of a file within its kernel tree. */
export function kernelPathOf({ path, kernelPath }: Pick<SourceFile, 'path' | 'kernelPath'>): string {
  return kernelPath ?? path
}

/**
 * A file of a tree, with its path in the kernel where that is another one: the very same object for the same place and the very same facts, so
 * that what is derived of it is known again in a later revision.
 */
export function placeFile({ path, oid, facts }: Omit<SourceFile, 'kernelPath'>, kernel: string | null): SourceFile {
  const kernelPath = toKernelPath(path, kernel)
  const places = placesOf(facts)
  const known = places.find((file) => file.path === path && kernelPathOf(file) === kernelPath && file.oid === oid)
  if (known !== undefined) return known
  // functions are told apart as objects: those of a copy of a file are its own
  const own = places.length === 0 ? facts : structuredClone(facts)
  const file = kernelPath === path ? { path, oid, facts: own } : { path, oid, facts: own, kernelPath }
  places.push(file)
  return file
}

const placesOf = rememberBy<SourceFile['facts'], SourceFile[]>(() => [])
