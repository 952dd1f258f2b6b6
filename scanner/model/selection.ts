/** Top-level directories of a kernel that hold no kernel code; a scan takes them in only if asked. */
export const excludedDirectories = ['Documentation', 'tools', 'samples', 'scripts'] as const
export type ExcludedDirectory = (typeof excludedDirectories)[number]

/** What of a repository a scan looks at. Folders are paths of the repository without a slash at the end; `''` is its top. */
export interface Selection {
  /** Nothing outside this folder is looked at. */
  readonly subdir: string
  /** The kernel tree in it: its MAINTAINERS counts, and the paths that rules know are below it. `null` if there is none, or not one alone. */
  readonly kernel: string | null
  readonly included: readonly ExcludedDirectory[]
}

/** Everything of a repository whose top is a kernel tree. */
export const wholeKernel: Selection = { subdir: '', kernel: '', included: [] }

/** Directories of the kernel that are left out, as paths of the repository. */
export function leftOutOf({ kernel, included }: Selection): ReadonlySet<string> {
  if (kernel === null) return new Set()
  return new Set(excludedDirectories.filter((name) => !included.includes(name)).map((name) => joinPath(kernel, name)))
}

/** Where MAINTAINERS stands: at the top of the kernel or, in a repository without one, of what is looked at. */
export function ownersFolder({ subdir, kernel }: Selection): string {
  return kernel ?? subdir
}

/** Whether a path is the folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
