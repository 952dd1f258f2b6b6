import type { Outline } from '#scanner/link/outline.ts'
import { toKernelPath } from '#scanner/model/kernel-path.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import type { KeyedFile } from './part-keys.ts'

/**
 * A file of a tree by its outline, with its path in the kernel where that is another one: the very same object for the same place and the very
 * same outline, so that what is derived of it is known again in a later commit.
 */
export function placeOutline({ path, key, outline }: Omit<KeyedFile, 'kernelPath'>, kernel: string | null): KeyedFile {
  const kernelPath = toKernelPath(path, kernel)
  const places = placesOf(outline)
  const known = places.find(
    (file) => file.path === path && file.key === key && (file.kernelPath ?? path) === kernelPath,
  )
  if (known !== undefined) return known
  const file = kernelPath === path ? { path, key, outline } : { path, key, outline, kernelPath }
  places.push(file)
  return file
}

const placesOf = rememberBy<Outline, KeyedFile[]>(() => [])
