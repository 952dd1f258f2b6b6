import { toKernelPath } from '#scanner/model/kernel-path.ts'
import type { KeyedFile } from './part-keys.ts'

/** A file of a tree by its outline, with its path in the kernel where that is another one. */
export function placeOutline({ path, key, outline }: Omit<KeyedFile, 'kernelPath'>, kernel: string | null): KeyedFile {
  const kernelPath = toKernelPath(path, kernel)
  return kernelPath === path ? { path, key, outline } : { path, key, outline, kernelPath }
}
