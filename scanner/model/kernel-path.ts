import type { SourceFile } from './linked.ts'
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

/** A file of a tree, with its path in the kernel where that is another one. */
export function placeFile(file: Omit<SourceFile, 'kernelPath'>, kernel: string | null): SourceFile {
  const kernelPath = toKernelPath(file.path, kernel)
  return kernelPath === file.path ? file : { ...file, kernelPath }
}
