import type { Grade, SiteRow } from '#scanner/model/site.ts'
import { grades } from '#scanner/model/site.ts'
import type { TrueSite } from './read-truth.ts'

export interface GradeCount {
  readonly pairs: number
  readonly wrong: number
}

export interface PairComparison {
  readonly releases: number
  readonly found: number
  readonly byGrade: Readonly<Record<Grade, GradeCount>>
  /** Releases of the table that no pair names, and pairs that the table does not have. */
  readonly missed: readonly string[]
  readonly wrong: readonly string[]
  /** Sites of the table that are no rows. */
  readonly absent: readonly string[]
}

/**
 * Pairs of the rows of one version against what was read in the code. Releases are compared by file, function and API:
 * a release that stands there three times counts once, with its best grade.
 */
export function comparePairs(rows: readonly SiteRow[], truth: readonly TrueSite[]): PairComparison {
  const byGrade: Record<Grade, { pairs: number; wrong: number }> = {
    certain: { pairs: 0, wrong: 0 },
    likely: { pairs: 0, wrong: 0 },
    possible: { pairs: 0, wrong: 0 },
  }
  const missed: string[] = []
  const wrong: string[] = []
  const absent: string[] = []
  let releases = 0
  for (const site of truth) {
    const name = `${site.version} ${site.path} ${site.function} ${site.api}`
    const own = rows.filter(
      (row) =>
        row.path === site.path && row.function === site.function && row.api === site.api && row.role === 'acquire',
    )
    if (own.length === 0) absent.push(name)
    const paired = bestGrades(own)
    releases += site.releases.size
    for (const release of site.releases) if (!paired.has(release)) missed.push(`${name} -> ${release}`)
    for (const [release, grade] of paired) {
      byGrade[grade].pairs++
      if (site.releases.has(release)) continue
      byGrade[grade].wrong++
      wrong.push(`${name} -> ${release}, ${grade}`)
    }
  }
  return { releases, found: releases - missed.length, byGrade, missed, wrong, absent }
}

function bestGrades(rows: readonly SiteRow[]): ReadonlyMap<string, Grade> {
  const best = new Map<string, Grade>()
  for (const { path, function: inside, api, grade } of rows.flatMap(({ pairs }) => pairs)) {
    const release = `${path} ${inside} ${api}`
    const known = best.get(release)
    if (known === undefined || grades.indexOf(grade) < grades.indexOf(known)) best.set(release, grade)
  }
  return best
}
