/** More files than any commit of a kernel's own history changes where it changes what calls do: such commits rename an identifier over the tree. */
export const importedFilesMin = 1000

/** What of a commit tells whether somebody wrote it, or put somebody else's tree in. */
export interface CommitShape {
  /** Files that it changes. */
  readonly files: number
  /** Text of the top Makefile before and after; `null` where it has none or does not change it. */
  readonly makefile: { readonly before: string | null; readonly after: string | null } | null
}

/**
 * Whether a commit is an imported tree, of which nobody can say who wrote what is in it: a release of a vendor as one commit, the tree of
 * a tarball.
 *
 * In a kernel's own history the version in the top Makefile is changed by commits that change nothing else ("Linux 6.12-rc1", and
 * "Linux 6.1.170" of a stable series): one that changes it and code besides has brought that code in from elsewhere. An import
 * that leaves the version is known by its size.
 */
export function isImport({ files, makefile }: CommitShape): boolean {
  if (files > importedFilesMin) return true
  return files > 1 && makefile !== null && versionOf(makefile.before) !== versionOf(makefile.after)
}

function versionOf(makefile: string | null): string {
  const lines = (makefile ?? '').matchAll(/^(VERSION|PATCHLEVEL|SUBLEVEL|EXTRAVERSION)[ \t]*=[ \t]*(.*)$/gm)
  return [...lines].map((line) => `${line[1]}=${line[2]?.trim()}`).join(' ')
}
