import { applyTriage } from '#scanner/gate/apply-triage.ts'
import { findProblems } from '#scanner/gate/find-problems.ts'
import type { GateSite, SiteStep } from '#scanner/gate/gate-site.ts'
import type { Muted } from '#scanner/gate/muted.ts'
import type { Problem } from '#scanner/gate/problem.ts'
import { stillHolds } from '#scanner/gate/still-holds.ts'
import {
  type CheckedRange,
  type CheckFinding,
  type CheckImprovement,
  type CheckReport,
  checkKinds,
  type NamedCommit,
  type RangeCommit,
  severities,
} from '#scanner/model/check.ts'
import { describeStrayRemarks, remarkOf, triageOfRemark } from '#scanner/model/remark-of.ts'
import { describeUnmatched } from '#scanner/model/triage/describe-unmatched.ts'
import { matchTriage } from '#scanner/model/triage/match-triage.ts'
import type { TriageEntry } from '#scanner/model/triage/triage.ts'
import { openSession, type Session, type SessionOptions } from '../open-session.ts'
import { findRepaired } from './find-repaired.ts'
import { type Followed, followRange } from './follow-range.ts'
import { relate } from './gate-state.ts'
import { ownRows } from './own-rows.ts'
import { readLines } from './read-lines.ts'
import { asOneStep } from './resolve-range.ts'

/**
 * What a range of commits adds or makes worse, and what it mends. Only its base is compared with: nothing of the tree has to say what was
 * there before. Rejects with `GitError` or `CacheError`.
 */
export async function checkRange(
  range: CheckedRange,
  { triage = null, ...options }: SessionOptions & { readonly triage?: readonly TriageEntry[] | null },
): Promise<CheckReport> {
  const session = await openSession(range.directory, options)
  try {
    const report = await checkIn(session, range, triage)
    await session.save()
    return report
  } finally {
    session.close()
  }
}

/** As `checkRange`, for several ranges of one repository. */
export async function checkIn(
  session: Session,
  asked: CheckedRange,
  triage: readonly TriageEntry[] | null = null,
): Promise<CheckReport> {
  // a judgement of a site that is not there can be told only where all sites are known
  const how = { isWhole: triage !== null }
  const whole = await followRange(session, asked, how)
  const range = whole === 'too-many' ? asOneStep(asked, asked.commits.length) : asked
  const followed = whole === 'too-many' ? await followRange(session, range, how) : whole
  if (followed === 'too-many') throw new RangeError('one step is never too many')
  if (followed !== null) return compose(session, range, followed, triage)
  const head = await session.list(range.head.commit)
  // judgements of sites that are not there can be told only where sites are asked for
  const stray = triage === null ? [] : matchTriage((await session.link(head)).rows, triage).unmatched
  const coverage = await session.cover(head)
  const notices = [...describeUnfollowed(range), ...head.chosen.notices, ...describeUnmatched(stray)]
  return { range, findings: [], improved: [], coverage, notices }
}

function describeUnfollowed({ unfollowed }: CheckedRange): readonly string[] {
  if (unfollowed === undefined) return []
  return [
    `${unfollowed} commits are too many to be followed one by one: only the ends of the range were compared, and no commit is named for what was found. Check parts of it to know which.`,
  ]
}

async function compose(
  session: Session,
  range: CheckedRange,
  followed: Followed,
  entries: readonly TriageEntry[] | null,
): Promise<CheckReport> {
  const { base, head } = followed
  const { steps, muted } = base === head ? unchanged : await wholeSteps(session, followed)
  const keyOf = new Map(head.sites.map((site, index) => [site, head.keys[index] ?? site.row.id]))
  const problems = findProblems(steps, muted)
  const codeOf = await readLines(session.repository, [
    ...problems,
    ...followed.introduced.map(({ problem }) => problem),
  ])
  const standing = problems.map((problem): CheckFinding => {
    const commit = nameCommit(introducerOf(followed, problem, keyOf.get(problem.at) ?? ''))
    return toFinding(problem, { commit, mendedBy: null, code: codeOf(problem.at) })
  })
  const left = new Set(problems.map(({ about, at }) => `${about} ${keyOf.get(at) ?? ''}`))
  const mended = followed.introduced.flatMap(({ commit, key, problem }): readonly CheckFinding[] => {
    if (left.has(`${problem.about} ${key}`) || !problem.certain || problem.excuse !== null) return []
    const mender = menderOf(followed, commit, problem, key)
    if (mender === null) return []
    return [toFinding(problem, { commit: nameCommit(commit), mendedBy: mender.oid, code: codeOf(problem.at) })]
  })
  const improved: CheckImprovement[] = []
  for (const step of steps) {
    if (step.was === null || !isImproved(step.was, step.is)) continue
    const repairs = await findRepaired(range.directory, range.base.commit, step.was)
    improved.push(improvementOf(followed, { ...step, was: step.was }, { key: keyOf.get(step.is) ?? '', repairs }))
  }
  const judged = judge([...standing, ...mended], followed, entries)
  const findings = [...judged.findings].sort(byWeight)
  return ownRows(session.repository, base.linked, head.linked, {
    range,
    findings,
    improved,
    coverage: head.linked.coverage,
    notices: [...describeUnfollowed(range), ...head.linked.chosen.notices, ...judged.notices],
  })
}

/** Findings with what people said of their sites, and a sentence on what they said of sites that are not there. */
function judge(
  findings: readonly CheckFinding[],
  { base, head }: Followed,
  entries: readonly TriageEntry[] | null,
): { readonly findings: readonly CheckFinding[]; readonly notices: readonly string[] } {
  const { rows, tree, commit } = head.linked
  const { triages, unmatched } = matchTriage(rows, entries ?? [])
  const byId = new Map(
    head.sites.map(({ row, site }, index) => {
      const remark = remarkOf(site)
      const said = remark === null ? null : triageOfRemark(remark, commit.committedAt)
      return [row.id, triages[index] ?? said] as const
    }),
  )
  const strayBefore = new Set(describeStrayRemarks(base.linked.tree))
  const stray = base === head ? [] : describeStrayRemarks(tree).filter((sentence) => !strayBefore.has(sentence))
  return {
    findings: applyTriage(findings, ({ id }) => byId.get(id) ?? null),
    notices: [...stray, ...describeUnmatched(unmatched)],
  }
}

/** From the base to the head: a site that the commits in between account for is an old one, and so is one that both ends do. */
async function wholeSteps(
  session: Session,
  { base, head }: Followed,
): Promise<{ readonly steps: readonly SiteStep[]; readonly muted: readonly Muted[] }> {
  const { steps, muted } = await relate(session, base, head, head.linked)
  const whole = head.sites.map((is, index) => ({
    was: base.byKey.get(head.keys[index] ?? '') ?? steps[index]?.was ?? null,
    is,
  }))
  return { steps: whole, muted }
}

const unchanged = { steps: [], muted: [] } as const

function introducerOf({ introduced, states, base }: Followed, { about }: Problem, key: string): RangeCommit | null {
  const exact = introduced.filter((one) => one.key === key && one.problem.about === about).at(-1)
  if (exact !== undefined) return exact.commit
  // several commits had part in it, unless only one changed anything
  const changing = states.filter(({ state }, index) => state !== (states[index - 1]?.state ?? base))
  return changing.length === 1 ? (changing[0]?.commit ?? null) : null
}

function menderOf({ states }: Followed, commit: RangeCommit, { about }: Problem, key: string): RangeCommit | null {
  const from = states.findIndex((one) => one.commit === commit)
  const later = states.slice(from + 1).find(({ state }) => !stillHolds(about, state.byKey.get(key) ?? null))
  return later?.commit ?? null
}

function improvementOf(
  { states }: Followed,
  { was, is }: { readonly was: GateSite; readonly is: GateSite },
  { key, repairs }: { readonly key: string; readonly repairs: NamedCommit | null },
): CheckImprovement {
  const isDone = ({ state }: Followed['states'][number]) => state.byKey.get(key)?.row.status === is.row.status
  const last = states.findLastIndex((one) => !isDone(one))
  return { before: was.row, after: is.row, commit: nameCommit(states[last + 1]?.commit ?? null), repairs }
}

function isImproved({ row: was }: GateSite, { row: is }: GateSite): boolean {
  if (is.role !== 'acquire') return false
  if (was.status === 'mismatched') return is.status !== 'mismatched' && is.status !== 'unknown'
  return was.status === 'unconverted' && is.status === 'converted'
}

function toFinding(
  { about, certain, at, other, message, evidence, excuse }: Problem,
  { commit, mendedBy, code }: Pick<CheckFinding, 'commit' | 'mendedBy' | 'code'>,
): CheckFinding {
  const isNote = mendedBy !== null || excuse !== null
  return {
    kind: certain ? about : 'to-check',
    about,
    severity: isNote ? 'note' : certain ? 'error' : 'warning',
    site: at.row,
    other: other?.row ?? null,
    commit,
    mendedBy,
    message: excuse === null ? message : `${message} Exempt: ${excuse}.`,
    code,
    evidence,
  }
}

function nameCommit(commit: RangeCommit | null): NamedCommit | null {
  return commit === null || commit.subject === null ? null : { oid: commit.oid, subject: commit.subject }
}

function byWeight(a: CheckFinding, b: CheckFinding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    checkKinds.indexOf(a.kind) - checkKinds.indexOf(b.kind) ||
    Buffer.compare(Buffer.from(a.site.path), Buffer.from(b.site.path)) ||
    a.site.line - b.site.line
  )
}
