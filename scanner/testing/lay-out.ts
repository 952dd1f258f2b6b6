import type { LayOut } from '#scanner/store/arrange-lines.ts'
import { layOutLines, traceDescents } from '#scanner/store/lay-out-lines.ts'

/** a1 comes before a2, and has nothing to do with b1. */
export const alphabetical: LayOut = async (lines, commit) => {
  const letters = new Map<string, Set<string>>()
  const published = lines.flatMap(({ revisions }) => revisions.map((revision) => revision.commit))
  for (const one of commit === null ? published : [...published, commit])
    letters.set(one[0] ?? '', (letters.get(one[0] ?? '') ?? new Set()).add(one))
  return [...letters.values()].map((commits) => ({ commits: [...commits].sort(), forkedFrom: null, isTrunk: false }))
}

/** Lines as a history makes them: parents by commit, and the tip of its trunk. What was not asked about is not known, as in a job. */
export function layOutHistory(parents: Readonly<Record<string, string | null>>, trunk: string | null): LayOut {
  const history = {
    parents: new Map(Object.entries(parents)),
    committedAt: new Map(Object.keys(parents).map((commit, index) => [commit, index])),
    trunk,
  }
  return async (lines, commit) => {
    const published = lines.flatMap(({ revisions }) => revisions.map((revision) => revision.commit))
    const present = commit === null ? published : [...published, commit]
    return layOutLines(traceDescents(history, present), present)
  }
}
