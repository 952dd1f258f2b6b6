import { isAncestor } from '#scanner/git/is-ancestor.ts'
import { type FirstParentWalk, readFirstParents } from '#scanner/git/read-first-parents.ts'
import type { LayOut } from '#scanner/store/arrange-lines.ts'
import { findForkBase, type IsAncestor } from '#scanner/store/find-fork-base.ts'
import { type Descents, layOutLines, traceDescents } from '#scanner/store/lay-out-lines.ts'
import type { Line } from '#scanner/store/list-lines.ts'

export interface History {
  /** Which lines the published revisions make, and a commit that is to be published. */
  readonly layOut: LayOut
  /** Published and coming commits that the repository has, line by line, the trunk first, each oldest first; those it has not are left out. */
  listInOrder(lines: readonly Line[]): Promise<readonly string[]>
  isTrunk(commit: string): boolean
}

/**
 * The history of a repository, as far as it orders what is published. It is walked once for that and for commits that are `coming`, so that
 * nothing need be moved when they are there; and again if others turn up.
 */
export function followHistory(directory: string, coming: readonly string[] = []): History {
  let walk: FirstParentWalk = { parents: new Map(), committedAt: new Map(), trunk: null }
  let descents: Descents = new Map()
  const asked = new Map<string, Promise<boolean>>()
  const ask: IsAncestor = (ancestor, descendant) => {
    const question = `${ancestor} ${descendant}`
    const answer = asked.get(question) ?? isAncestor(directory, ancestor, descendant)
    asked.set(question, answer)
    return answer
  }
  const trace = async (lines: readonly Line[], present: readonly string[]) => {
    if (present.every((one) => descents.has(one))) return
    const all = [...new Set([...present, ...coming])]
    walk = await readFirstParents(directory, all)
    descents = traceDescents(walk, all, lines.map(remember))
  }
  const listPublished = (lines: readonly Line[]) =>
    lines.flatMap(({ revisions }) => revisions.map(({ commit }) => commit))

  return {
    async layOut(lines, commit) {
      const published = listPublished(lines)
      const present = commit === null ? published : [...published, commit]
      await trace(lines, present)
      const chains = layOutLines(descents, present)
      const forkOf = (first = '') => findForkBase(chains, first, descents, ask)
      return Promise.all(
        chains.map(async (chain) => ({ ...chain, forkedFrom: chain.forkedFrom ?? (await forkOf(chain.commits[0])) })),
      )
    },
    async listInOrder(lines) {
      const all = [...new Set([...listPublished(lines), ...coming])]
      await trace(lines, all)
      return layOutLines(descents, all).flatMap(({ commits }) => commits.filter((commit) => walk.parents.has(commit)))
    },
    isTrunk: (commit) => descents.get(commit)?.isTrunk ?? false,
  }
}

const remember = ({ forkedFrom, revisions }: Line) => ({ forkedFrom, commits: revisions.map(({ commit }) => commit) })
