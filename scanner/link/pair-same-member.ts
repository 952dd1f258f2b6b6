import type { Pair, SourceFile } from '#scanner/model/linked.ts'
import type { Grade } from '#scanner/model/site.ts'
import { fits, type TracedFunction, type TracedSite } from './trace-sites.ts'

/** A site and one member that its pages lie in, by any name they have in its function. */
interface StoredSite extends TracedSite {
  readonly traced: TracedFunction
  /** `dma.map`, of which `map` is the member. */
  readonly storedIn: string
}

/**
 * Pairs of one file over a member: pages that an acquire fills into `umem->pgs` are dropped where another function of
 * the file drops `umem->pgs`. Half of the releases in another function are reached so (spec 4.1, H2).
 *
 * The member's name alone is compared, for locals have no type here; where both sides are parameters of different
 * types it is another struct. So the grade is never `certain`: `likely` for a release that fits; one of the other kind
 * is `possible`, and only where none fits. That is too little to call a mismatch.
 */
export function pairSameMember(functions: readonly TracedFunction[]): readonly Pair[] {
  const byFile = new Map<SourceFile, { acquires: StoredSite[]; releases: StoredSite[] }>()
  for (const traced of functions) {
    for (const site of [...traced.acquires, ...traced.releases]) {
      const file = byFile.get(traced.file) ?? { acquires: [], releases: [] }
      byFile.set(traced.file, file)
      const names = [site.ownKey, ...traced.aliases.namesOf(site.ownKey)].filter((name) => name.includes('.'))
      const stored = names.map((storedIn) => ({ ...site, traced, storedIn }))
      file[site.site.api.role === 'acquire' ? 'acquires' : 'releases'].push(...stored)
    }
  }
  return [...byFile.values()].flatMap(({ acquires, releases }) => pairOfFile(acquires, releases))
}

function pairOfFile(acquires: readonly StoredSite[], releases: readonly StoredSite[]): readonly Pair[] {
  const acquiresOf = new Map<string, StoredSite[]>()
  for (const acquire of acquires) {
    const member = memberOf(acquire.storedIn)
    acquiresOf.set(member, [...(acquiresOf.get(member) ?? []), acquire])
  }
  const pairs = new Map<string, Pair>()
  const fitting = new Set<number>()
  for (const release of releases) {
    for (const acquire of acquiresOf.get(memberOf(release.storedIn)) ?? []) {
      if (acquire.traced === release.traced || areOtherStructs(acquire, release)) continue
      const key = `${acquire.index} ${release.index}`
      if (!pairs.has(key)) pairs.set(key, pairOver(acquire, release))
      if (fits(acquire.site, release.site)) fitting.add(acquire.index)
    }
  }
  // `pages` may be a member of several structs: where a release fits, one of the other kind is no suspicion
  return [...pairs.values()].filter(({ acquire, grade }) => grade !== 'possible' || !fitting.has(acquire))
}

function pairOver(acquire: StoredSite, release: StoredSite): Pair {
  const grade: Grade = fits(acquire.site, release.site) ? 'likely' : 'possible'
  return {
    acquire: acquire.index,
    release: release.index,
    rule: 'same-file-member',
    grade,
    evidence: [
      { line: acquire.site.call.line, text: `${acquire.site.api.name}() fills ${acquire.storedIn}` },
      { line: release.site.call.line, text: `${release.site.api.name}() drops ${release.storedIn}` },
    ],
  }
}

function memberOf(storedIn: string): string {
  return storedIn.slice(storedIn.lastIndexOf('.') + 1)
}

/** Both values are direct members of parameters, and these have different types. */
function areOtherStructs(a: StoredSite, b: StoredSite): boolean {
  const first = ownerType(a)
  const second = ownerType(b)
  return first !== null && second !== null && first !== second
}

function ownerType({ storedIn, traced }: StoredSite): string | null {
  const [base, ...members] = storedIn.split('.')
  if (members.length !== 1) return null
  const type = traced.facts.parameters.find(({ name }) => name === base)?.type
  return /\b(?:struct|union) (\w+)/.exec(type ?? '')?.[1] ?? null
}
