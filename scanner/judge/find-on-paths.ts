import { groupBy } from '#scanner/model/group-by.ts'
import { indexOfCall } from '#scanner/model/index-of-call.ts'
import type { LinkedPart, Pair, Site } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import type { Step } from '#scanner/model/steps.ts'
import type { FoundByPairs } from './find-by-pairs.ts'
import { isHarmless } from './is-harmless.ts'
import { type PathQuestion, walkPaths } from './walk-paths.ts'

/** What becomes of the pages of each acquire on the paths of its function. */
export function findOnPaths(part: LinkedPart): readonly FoundByPairs[] {
  return acquiresWithPaths(part).flatMap(({ acquire, index, around }) => findOfAcquire(acquire, index, around))
}

/**
 * By the index of its acquire: how many ways out on an error leave pages that lie in a member of something, where others of the function drop
 * them. Whether they are the wrong ones nobody can tell, since the owner may drop them later; one more than before is worth a look.
 */
export function countOpenExits(part: LinkedPart): ReadonlyMap<number, number> {
  return new Map(
    acquiresWithPaths(part).flatMap(({ acquire, index, around }) => {
      const { carrier } = acquire
      if (carrier.kind !== 'path' || !carrier.path.steps.some((step) => step.startsWith('.'))) return []
      const asked = composeQuestion(acquire, carrier.path.base, around)
      if (asked === null || asked.paired.size === 0) return []
      // what is stored or handed on with the owner is there all the same
      const { steps, ...question } = asked.question
      const paths = walkPaths({ ...question, steps: withoutStores(steps), isHarmless: () => true })
      return paths === null ? [] : [[index, paths.leaks.filter(({ isPartial }) => !isPartial).length] as const]
    }),
  )
}

const withoutStores = rememberBy((steps: readonly Step[]): readonly Step[] =>
  steps.map((step) =>
    step.kind === 'store' ? { line: step.line, kind: 'call', callee: '', first: '', given: [] } : step,
  ),
)

interface AcquireWithPaths {
  readonly acquire: Site
  readonly index: number
  readonly around: Around
}

function acquiresWithPaths(part: LinkedPart): readonly AcquireWithPaths[] {
  const { sites } = part
  const pairsOf = groupBy(part.pairs, ({ acquire }) => acquire)
  const droppedAt = releaseLines(part)
  const releases = new Set(sites.flatMap(({ api }) => (api.role === 'release' ? [api.name] : [])))
  return sites.flatMap((acquire, index) => {
    if (acquire.api.role !== 'acquire' || acquire.function?.steps === undefined) return []
    return [{ acquire, index, around: { sites, pairs: pairsOf.get(index) ?? [], droppedAt, releases } }]
  })
}

/** Lines of functions where calls lead to a release: `path function line`. */
function releaseLines({ sites, reaches }: LinkedPart): ReadonlySet<string> {
  return new Set(
    reaches.flatMap(({ site, path, line, function: inside }) =>
      sites[site]?.api.role === 'release' ? [`${path} ${inside} ${line}`] : [],
    ),
  )
}

interface Around {
  readonly sites: readonly Site[]
  readonly pairs: readonly Pair[]
  readonly droppedAt: ReadonlySet<string>
  /** Names of releases. */
  readonly releases: ReadonlySet<string>
}

/** What is asked about pages that lie in `base`, with the releases of the function that are paired with the acquire. */
function composeQuestion(acquire: Site, base: string, { sites, pairs, droppedAt, releases }: Around) {
  const { function: inside, file } = acquire
  // a bio is asked otherwise whether it holds pages
  if (inside?.steps === undefined || base === '' || acquire.api.family === 'bio') return null
  const paired = new Map(
    pairs.flatMap(({ release, grade }) => {
      const site = sites[release]
      return site?.function === inside ? [[indexOfCall(file.facts, site.call), { release, grade }] as const] : []
    }),
  )
  const pointers = new Set([
    ...inside.locals.map(({ name }) => name),
    ...inside.parameters.filter(({ type }) => type.includes('*')).map(({ name }) => name),
  ])
  const question: PathQuestion = {
    steps: inside.steps,
    acquire: indexOfCall(file.facts, acquire.call),
    wanted: wantedOf(acquire),
    carrier: base,
    isPointer: (name) => name === base || pointers.has(name),
    isDrop: (step) =>
      paired.has(step.row ?? -1) ||
      (step.row !== undefined && releases.has(step.callee) && step.given.includes(base)) ||
      (step.row === undefined && droppedAt.has(`${file.path} ${inside.name} ${step.line}`)),
    isHarmless,
  }
  return { inside, question, paired }
}

function findOfAcquire(acquire: Site, index: number, around: Around): readonly FoundByPairs[] {
  const { carrier } = acquire
  const { pairs } = around
  const base =
    carrier.kind === 'path' && !carrier.path.steps.some((step) => step.startsWith('.')) ? carrier.path.base : ''
  const asked = composeQuestion(acquire, base, around)
  if (asked === null) return []
  const { inside, question, paired } = asked
  const paths = walkPaths(question)
  if (paths === null) return []
  const found: FoundByPairs[] = []
  if (staysInside(acquire, base, pairs) && !isFreedAtScopeEnd(acquire, base)) {
    const whole = paths.leaks.find(({ isPartial }) => !isPartial)
    const partial = paths.leaks.find(({ isPartial }) => isPartial)
    if (whole !== undefined) {
      const evidence = `Line ${whole.line} leaves ${inside.name}() by line ${whole.exit}, and the pages taken on line ${acquire.call.line} are not dropped.`
      found.push({ site: index, finding: 'no-release-on-error-path', evidence })
    }
    if (partial !== undefined) {
      const evidence = `Where fewer pages than asked for are taken, line ${partial.line} leaves ${inside.name}() by line ${partial.exit}, and those are not dropped.`
      found.push({ site: index, finding: 'partial-pin', evidence })
    }
  }
  for (const line of paths.overdrops.slice(0, 1)) {
    const evidence = `Fewer pages than asked for may have been taken, and line ${line} drops as many as were asked for.`
    found.push({ site: index, finding: 'partial-pin', evidence })
  }
  for (const { row, line, first } of paths.doubles) {
    const release = paired.get(row)
    if (release?.grade !== 'certain') continue
    const evidence = `Line ${line} drops what line ${first} has dropped on the same path.`
    found.push({ site: release.release, finding: 'double-release', evidence })
  }
  return found
}

/** Whatever way the scope is left, something is called for the variable. */
function isFreedAtScopeEnd({ file, function: inside }: Site, base: string): boolean {
  const { functions, handovers } = file.facts
  return handovers.some(
    (one) =>
      one.atScopeEnd === true &&
      functions[one.function] === inside &&
      one.arguments[0]?.base === base &&
      !isHarmless(one.callee),
  )
}

/** The number of pages that a call asks for; where the form of the call is not known it stands behind the address, which is first but behind an mm. */
function wantedOf({ api: { name, family }, call, countIndex }: Site): string | null {
  if (name === 'get_user_page_fast_only') return '1'
  if (family !== 'get' && family !== 'pin') return null
  return call.arguments[countIndex ?? (name.endsWith('_remote') ? 2 : 1)]?.text ?? null
}

/** The pages are in an array of this function alone, or none but this function was seen to drop them. */
function staysInside({ function: inside }: Site, base: string, pairs: readonly Pair[]): boolean {
  if (inside === null) return false
  const isLocal = inside.locals.some(({ name }) => name === base)
  const isBorrowed = inside.moves.some(
    ({ to, from }) =>
      to.base === base && !to.steps.some((step) => step.startsWith('.')) && isOthers(from, inside.parameters),
  )
  if (isLocal && !isBorrowed) return true
  return pairs.length > 0 && pairs.every(({ rule, grade }) => rule === 'same-function' && grade === 'certain')
}

function isOthers(
  { base, steps }: { readonly base: string; readonly steps: readonly string[] },
  parameters: readonly { readonly name: string }[],
): boolean {
  return (
    steps.some((step) => step.startsWith('.')) ||
    parameters.some(({ name }) => name === base && !steps.some((step) => step.endsWith('()')))
  )
}
