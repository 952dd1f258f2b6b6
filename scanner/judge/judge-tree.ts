import type { Api, Family } from '#scanner/model/api.ts'
import { type Builds, noBuilds } from '#scanner/model/builds.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { kernelPathOf } from '#scanner/model/kernel-path.ts'
import type { LinkedTree, Pair, Site } from '#scanner/model/linked.ts'
import type { Finding, Grade, Status } from '#scanner/model/site.ts'
import { chooseTarget } from './choose-target.ts'
import { findByPairs } from './find-by-pairs.ts'
import { isDirtiedUnlocked } from './find-dirty-unlocked.ts'
import { findExemption } from './find-exemption.ts'
import { flagFindings, flagsAt } from './find-flags.ts'
import { findImplementations } from './find-implementations.ts'
import { isThinWrapper } from './find-wrapper.ts'
import { isImplementationFile } from './implementation-files.ts'
import { judgeAcquire, type Stage } from './judge-acquire.ts'
import { judgeRelease } from './judge-release.ts'
import type { Judgement, Verdict } from './judgement.ts'
import { type HoldOf, resolveHolds } from './resolve-holds.ts'
import { isTestCode } from './test-code.ts'

/**
 * A judgement for every site of a linked tree, in the same order. Pure. `builds` says which files only test, and `holds` how carriers hold
 * their pages, where the tree is only a part of one.
 */
export function judgeTree(
  tree: LinkedTree,
  apiByName: ReadonlyMap<string, Api>,
  builds: Builds = noBuilds,
  holds: HoldOf | null = null,
): readonly Judgement[] {
  const { sites, survey } = tree
  const implementations = findImplementations(tree, apiByName)
  const holdOf = holds ?? resolveHolds(tree, implementations)
  const stage = stageOf(tree)
  const releasesOf = groupBy(tree.pairs, (pair) => pair.acquire)
  const acquiresOf = groupBy(tree.pairs, (pair) => pair.release)

  const outside = sites.map((site) => {
    const part = site.call.function === null ? undefined : implementations.get(site.file)?.get(site.call.function)
    if (part !== undefined) return verdict('implementation', part.reason)
    if (isImplementationFile(kernelPathOf(site.file))) return verdict('implementation', 'implementation-file')
    if (site.carrier.kind === 'null' && site.api.role === 'acquire') return verdict('no-reference', 'null-carrier')
    if (isThinWrapper(site, apiByName)) return verdict('wrapper', 'hands-pages-on')
    const exemption = site.api.role === 'acquire' ? findExemption(site) : null
    if (exemption !== null) return exemption
    return isTestCode(site.file, builds) ? verdict('exempt', 'test-code') : null
  })

  const acquires = sites.map((site, index): Verdict | null => {
    if (site.api.role !== 'acquire') return null
    const releases = (releasesOf.get(index) ?? []).flatMap((pair) => {
      const api = sites[pair.release]?.api
      return api === undefined ? [] : { hold: api.hold, grade: gradeFor(pair) }
    })
    const judged = judgeAcquire(holdOf(site.api), releases, stage)
    const own = outside[index] ?? null
    // an exemption says that a plain reference is right, never that it may be unpinned
    const isReviewed = own?.status === 'exempt' && own.reason !== 'test-code'
    return own === null || (isReviewed && judged.status === 'mismatched') ? judged : own
  })

  const judgeOne = (site: Site, index: number): Verdict => {
    const acquire = acquires[index]
    if (acquire !== undefined && acquire !== null) return acquire
    const paired = (acquiresOf.get(index) ?? []).flatMap((pair) => {
      const from = sites[pair.acquire]
      const judged = acquires[pair.acquire] ?? null
      if (from === undefined) return []
      return { hold: holdOf(from.api), grade: gradeFor(pair), exempt: judged?.status === 'exempt' ? judged : null }
    })
    const own = outside[index] ?? null
    // nothing says that a generic release in a test drops gup pages
    if (own !== null && !(own.status === 'exempt' && site.api.generic && paired.length === 0)) return own
    return judgeRelease(site.api, paired, stage)
  }

  const pairFindings = findByPairs(tree)
  return sites.map((site, index) => {
    const { status, reason, case: ruled = null, evidence = [] } = judgeOne(site, index)
    const flags = site.api.role === 'acquire' ? flagsAt(site) : new Set<string>()
    const longterm = flags.has('FOLL_LONGTERM') || site.api.name === 'get_user_pages_longterm'
    const seen = isCounted(status) ? (pairFindings.get(index) ?? []) : []
    const wantsTarget = status === 'unconverted' || status === 'mismatched'
    return {
      status,
      reason,
      case: ruled ?? (longterm ? 2 : null),
      longterm,
      findings: isCounted(status) ? [...findingsOf(site), ...seen.map(({ finding }) => finding)] : [],
      target: wantsTarget ? chooseTarget(site, survey) : null,
      evidence: [...evidence, ...shadowNote(site), ...seen.flatMap(({ evidence: sentence }) => sentence ?? [])],
    }
  })
}

/**
 * The last that are left over in one file belong together as surely as what was seen (see `pair-by-exclusion.ts` for the
 * rate): where they cross, that is a mismatch.
 */
function gradeFor({ rule, grade }: Pair): Grade {
  return rule === 'by-exclusion' && grade === 'likely' ? 'certain' : grade
}

/** By what the tree's headers declare; a tree without them is judged by what its files call. */
function stageOf({ survey: { declared }, sites }: LinkedTree): Stage {
  if (declared.has('pin_user_pages')) return 'pin'
  if (declared.has('get_user_pages')) return 'placeholder'
  const uses = (family: Family) => sites.some(({ api }) => api.family === family)
  return uses('put-user') && !uses('pin') ? 'placeholder' : 'pin'
}

/** A definition of the file that takes the name in some kernels only: the reader should know that the call is not always the API. */
function shadowNote({ shadow, call: { callee } }: Site): readonly string[] {
  if (shadow === undefined) return []
  return [
    `line ${shadow} of the file defines ${callee}() itself, under conditions: where these hold, that is what is called`,
  ]
}

function verdict(status: Status, reason: Verdict['reason']): Verdict {
  return { status, reason }
}

/** Findings are said where somebody could act on them. */
function isCounted(status: Status): boolean {
  return status !== 'implementation' && status !== 'unrelated' && status !== 'no-reference'
}

function findingsOf(site: Site): readonly Finding[] {
  return isDirtiedUnlocked(site) ? [...flagFindings(site), 'dirty-unlocked'] : flagFindings(site)
}
