import type { Branch } from '#scanner/git/list-branches.ts'
import type { Tag } from '#scanner/git/list-tags.ts'

/**
 * What a published revision is called from now on: a name goes with the branch or tag that bears it. Tags come before branches, and the name
 * that it has before others; without any it is the abbreviated commit.
 */
export function chooseLabel(
  { commit, label }: { readonly commit: string; readonly label: string },
  tags: readonly Tag[],
  branches: readonly Branch[],
): string {
  if (tags.some(({ name }) => name === label)) return label
  const [first] = tags.toSorted((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
  if (first !== undefined) return first.name
  const isBranch = branches.some(({ name }) =>
    ['', 'refs/', 'refs/heads/', 'refs/remotes/'].some((prefix) => name === `${prefix}${label}`),
  )
  return isBranch ? label : commit.slice(0, 12)
}
