import { areExclusive, areWithin } from '#scanner/model/arms.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { Pair } from '#scanner/model/linked.ts'
import type { Grade } from '#scanner/model/site.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { acquireSteps, inFile, type PlacedStep, releaseSteps, shown } from './evidence.ts'
import { asksHowMany, isGivenAlone } from './given-alone.ts'
import { ownerType } from './owner-type.ts'
import type { PairBudget } from './pair-budget.ts'
import { isUnsure } from './pair-same-function.ts'
import { takesReference } from './takes-reference.ts'
import { acquiresPerReleaseMax, fits, lineOf, type TracedFunction, type TracedSite } from './trace-sites.ts'
import type { CallsOf } from './trace-wrappers.ts'

export interface MemberOptions {
  readonly budget: PairBudget
  readonly callsOf: CallsOf
}

/** A site and one member, or variable of the file, that its pages lie in, by any name they have in its function. */
interface StoredSite extends TracedSite {
  readonly traced: TracedFunction
  /** `dma.map`, of which `map` is the member; a variable is named alone. */
  readonly storedIn: string
}

/**
 * Pairs of one file, or of one directory, over a member: pages that an acquire fills into `umem->pgs` are dropped where another function of
 * the file drops `umem->pgs`. Half of the releases in another function are reached so.
 *
 * What lies in a variable of the file itself is treated so as well: of it there is one.
 *
 * Within a file the member's name alone is compared, unless the struct's type is known on both sides and differs.
 * Between files of one directory both types must be known and equal: `dma->map` filled in ivtv-yuv.c and dropped in
 * ivtv-udma.c. A release that fits makes a `likely` pair.
 *
 * One of the other kind counts only where none fits. It is `certain`, and so a mismatch, where the field is beyond
 * doubt: known and equal struct types, pages of gup itself (a bio_vec or an iterator may hold kernel pages too), and
 * nobody in the file of the release who takes a reference of his own on that field. Else it is `possible`, a suspicion.
 * On 5.10, 6.1, 6.12 and 7.2 this says one thing: drivers/virt/acrn pins vm->monitor_page and puts it.
 */
export function pairSameMember(
  functions: readonly TracedFunction[],
  { budget, callsOf }: MemberOptions,
): readonly Pair[] {
  const stored = functions.flatMap((traced) =>
    [...traced.acquires, ...traced.releases].flatMap((site): StoredSite[] => {
      if (site.site.api.generic && traced.aliases.bringsOwn(site.names.keys(), lineOf(site))) return []
      const names = [...site.names.keys()].filter((name) => name.includes('.') || isVariable(name, traced))
      return names.flatMap(withTable).map((storedIn) => ({ ...site, traced, storedIn }))
    }),
  )
  return [...groupBy(stored, ({ traced }) => directoryOf(traced.file.path)).values()].flatMap((of) =>
    pairOfDirectory(of, { budget, callsOf }),
  )
}

/** `ttm.sg.sgl` may be the list of the table `ttm.sg`, whatever that is called. */
function withTable(name: string): readonly string[] {
  const owner = name.slice(0, -'.sgl'.length)
  return name.endsWith('.sgl') && owner.includes('.') ? [name, owner] : [name]
}

function pairOfDirectory(stored: readonly StoredSite[], { budget, callsOf }: MemberOptions): readonly Pair[] {
  const acquires = stored.filter(({ site }) => site.api.role === 'acquire')
  const acquiresOf = groupBy(acquires, ({ storedIn }) => memberOf(storedIn))
  const pairs = new Map<string, Pair>()
  const fitting = new Set<number>()
  const sure = new Set<Pair>()
  const ofOthers = otherOwners(stored)
  const ofItself = new Set<Pair>()
  const elsewhere = new Set<number>()
  const given = new Set<Pair>()
  for (const release of stored) {
    if (release.site.api.role !== 'release') continue
    const candidates = acquiresOf.get(memberOf(release.storedIn)) ?? []
    const isOwnRequest = candidates.length > 0 && isOfOwnRequest(release)
    for (const acquire of candidates.slice(0, acquiresPerReleaseMax)) {
      if (acquire.traced === release.traced || acquire.site.function === release.site.function) continue
      if (!isSameMember(acquire, release) || isOwnRequest || ofOthers(acquire, release)) continue
      const key = `${acquire.index} ${release.index}`
      if (!pairs.has(key)) {
        if (!budget.take(release.traced.file, release.traced.facts)) continue
        const pair = pairOver(acquire, release, callsOf)
        pairs.set(key, pair)
        if (acquire.traced.given !== undefined && !isOfFile(acquire)) given.add(pair)
        if (dropsWhatItTook(release)) ofItself.add(pair)
        else if (fits(acquire.site, release.site)) elsewhere.add(acquire.index)
        if (pair.grade === 'certain' && isOfOneKind(acquire, release, { candidates, stored })) sure.add(pair)
      }
      if (fits(acquire.site, release.site)) fitting.add(acquire.index)
    }
  }
  // who has a release in his own file does not wait for one elsewhere: there it is another user of the struct
  const atHome = new Set(
    [...pairs.values()]
      .filter(({ rule, grade }) => rule === 'same-file-member' && grade === 'likely')
      .map((p) => p.acquire),
  )
  // `pages` may be a member of several structs: where a release fits, one of the other kind is no suspicion, unless nothing else can be meant
  return [...pairs.values()].filter(
    (pair) =>
      (pair.grade === 'likely' || !fitting.has(pair.acquire) || sure.has(pair)) &&
      (pair.rule === 'same-file-member' || given.has(pair) || !atHome.has(pair.acquire)) &&
      // who takes into a field and drops it has his own pages there, where those of the acquire are dropped by somebody else
      !(ofItself.has(pair) && elsewhere.has(pair.acquire)),
  )
}

/** Behind an acquire of its function into the same value. */
function dropsWhatItTook({ key, site, traced }: StoredSite): boolean {
  return traced.acquires.some((own) => own.key === key && lineOf(own) < site.call.line && fits(own.site, site))
}

/**
 * Whether the structs that two members of one name are in are known to differ, in whatever function: where pages are handed on, the struct is a
 * member of another one in the caller, whose type nobody knows.
 */
function otherOwners(stored: readonly StoredSite[]): (a: StoredSite, b: StoredSite) => boolean {
  const nameOf = ({ index, storedIn }: StoredSite) => `${index} ${memberOf(storedIn)}`
  const owners = new Map<string, Set<string>>()
  for (const site of stored) {
    const type = ownerTypeOf(site)
    if (type !== null) owners.set(nameOf(site), (owners.get(nameOf(site)) ?? new Set()).add(type))
  }
  return (a, b) => {
    const first = owners.get(nameOf(a))
    const second = owners.get(nameOf(b))
    return first !== undefined && second !== undefined && ![...first].some((type) => second.has(type))
  }
}

interface Beside {
  /** Acquires into members of the name. */
  readonly candidates: readonly StoredSite[]
  readonly stored: readonly StoredSite[]
}

/**
 * Whether a field holds pages of the acquire's kind alone, as far as calls tell: nobody takes pages of the release's kind into it, and the function
 * of the release drops from it in no other way, as one does that asks which kind it has.
 */
function isOfOneKind(acquire: StoredSite, release: StoredSite, { candidates, stored }: Beside): boolean {
  if (mayAskForKind(acquire, release)) return false
  const member = memberOf(release.storedIn)
  const { arms } = acquire.site.call
  // what no kernel has together with the acquire says nothing of it, if the release is there with either
  const isApart = ({ site }: StoredSite) =>
    areWithin(arms, release.site.call.arms) && areExclusive(site.call.arms, arms)
  return (
    candidates.every(
      (other) => isApart(other) || (fits(other.site, acquire.site) && !fits(other.site, release.site)),
    ) &&
    stored.every(
      (other) =>
        isApart(other) ||
        other.traced !== release.traced ||
        other.site.api.role !== 'release' ||
        memberOf(other.storedIn) !== member ||
        other.site.api.hold === release.site.api.hold,
    )
  )
}

function isSameMember(acquire: StoredSite, release: StoredSite): boolean {
  const isOneFile = acquire.traced.file === release.traced.file
  if (isGlobal(acquire) || isGlobal(release)) return isOneFile && acquire.storedIn === release.storedIn
  // of an object that is no function's own there is one: `state.mem.page` is no other page of it, and none of another object
  if (isOfOutside(acquire) && isOfOutside(release)) {
    const isOne = isOneFile || !(declaresBase(acquire) && declaresBase(release))
    return isOne && acquire.storedIn === release.storedIn
  }
  // pages that came from another file, or go to one, need more than the name of a member
  if (isOneFile && isOfFile(acquire) && isOfFile(release)) return !areOtherStructs(acquire, release)
  const type = ownerTypeOf(acquire)
  if (type !== null) return !everybodysStructs.has(type) && type === ownerTypeOf(release)
  // a member of a member is the same one where the whole way to it is
  const [of, path] = rootOf(acquire)
  const [ofOther, otherPath] = rootOf(release)
  return of !== null && !everybodysStructs.has(of) && of === ofOther && path === otherPath
}

/** The struct that the base of a value is of, and the members that lead from there to the pages. */
function rootOf({ storedIn, traced: { facts } }: StoredSite): readonly [type: string | null, path: string] {
  const [base = '', ...members] = storedIn.split('.')
  return [ownerType(`${base}.`, facts), members.join('.')]
}

/** A variable of the file that the function does not shadow by one of its own. */
function isVariable(name: string, { file, facts }: TracedFunction): boolean {
  if (!file.facts.variables?.includes(name)) return false
  return ![...facts.parameters, ...facts.locals].some((own) => own.name === name)
}

/** A member of an object that is neither a parameter nor a local of its function. */
function isOfOutside({ storedIn, traced: { facts } }: StoredSite): boolean {
  const base = baseOf(storedIn)
  return facts.kind === 'function' && ![...facts.parameters, ...facts.locals].some(({ name }) => name === base)
}

/** The file declares the object itself: another one of the same name may be a file's own, too. */
function declaresBase({ storedIn, traced: { file } }: StoredSite): boolean {
  return file.facts.variables?.includes(baseOf(storedIn)) === true
}

function baseOf(storedIn: string): string {
  return storedIn.slice(0, storedIn.indexOf('.'))
}

function isGlobal({ storedIn }: StoredSite): boolean {
  return !storedIn.includes('.')
}

/** A bio of a request, an iterator of a call: where a function takes into one and drops from it, it drops its own. */
function isOfOwnRequest(release: StoredSite): boolean {
  const { key, site, traced } = release
  const type = ownerTypeOf(release)
  if (type === null || !everybodysStructs.has(type)) return false
  return traced.acquires.some((own) => own.key === key && lineOf(own) < lineOf(release) && fits(own.site, site))
}

function isOfFile({ site, traced }: StoredSite): boolean {
  return site.file === traced.file
}

/** Structs that all of the kernel passes around: a member of one says nothing of whose pages lie in it. */
const everybodysStructs: ReadonlySet<string> = new Set([
  'bio',
  'bio_vec',
  'file',
  'folio',
  'inode',
  'iov_iter',
  'page',
  'request',
  'scatterlist',
  'scsi_cmnd',
  'sg_table',
  'sk_buff',
  'sk_msg',
  'vm_area_struct',
])

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function pairOver(acquire: StoredSite, release: StoredSite, callsOf: CallsOf): Pair {
  return {
    acquire: acquire.index,
    release: release.index,
    rule: acquire.traced.file === release.traced.file ? 'same-file-member' : 'same-directory-member',
    grade: gradeOf(acquire, release, callsOf),
    evidence: inFile(acquire.site.file.path, [
      ...acquireSteps(acquire),
      ...storeSteps(acquire),
      ...storeSteps(release),
      ...releaseSteps(release),
    ]),
  }
}

/** Where a value is moved into the member, or out of it, if it is not what the call itself names. */
function storeSteps({ traced, ownKey, storedIn, site }: StoredSite): readonly PlacedStep[] {
  const role = site.api.role === 'acquire' ? 'kept in' : 'taken from'
  if (ownKey === storedIn) return []
  const move = traced.facts.moves.find(({ to, from }) => valueKey(to) === storedIn || valueKey(from) === storedIn)
  const line = move?.line ?? traced.facts.line
  return [{ path: traced.file.path, line, text: `${role} ${shown(storedIn)}` }]
}

function gradeOf(acquire: StoredSite, release: StoredSite, callsOf: CallsOf): Grade {
  if (isOfHolder(release) || isUnsure(acquire) || isUnsure(release)) return 'possible'
  if (fits(acquire.site, release.site)) return 'likely'
  const type = ownerTypeOf(acquire)
  const isSameField =
    isGlobal(acquire) || isOneObject(acquire, release) || (type !== null && type === ownerTypeOf(release))
  const isGup = acquire.site.api.family === 'get' || acquire.site.api.family === 'pin'
  const isDirect =
    (acquire.through.length === 0 || isNamedSo(acquire) || isKept(acquire, release, callsOf)) &&
    (release.through.length === 0 || isNamedSo(release) || isOfOwnHelper(release))
  return isSameField && isGup && isDirect && !isReferencedElsewhere(release) ? 'certain' : 'possible'
}

/** Given to be kept and nothing else is, and the release asks for no kind. */
function isKept(acquire: StoredSite, release: StoredSite, callsOf: CallsOf): boolean {
  return isGivenAlone(acquire.traced, acquire, callsOf) && !mayAskForKind(acquire, release)
}

/** A release under a condition may ask which kind of pages it has, unless it asks how many there are. */
function mayAskForKind(acquire: StoredSite, { site: { call } }: StoredSite): boolean {
  return (call.guards ?? []).some((guard) => !asksHowMany(guard, acquire))
}

/** The call of a macro that stands for the site, or of an inline function that returns what it takes. */
function isNamedSo({ site, through }: StoredSite): boolean {
  if (through.length !== 1 || site.function === null) return false
  return site.function.kind === 'macro' || (site.function.inline && site.call.result === 'return')
}

/** A member of one object that the file of both declares. */
function isOneObject(acquire: StoredSite, release: StoredSite): boolean {
  const isOneFile = acquire.traced.file === release.traced.file
  return isOneFile && declaresBase(acquire) && isOfOutside(acquire) && isOfOutside(release)
}

/** A static function of the file that nobody else calls, and that drops what it is given in one way only. */
function isOfOwnHelper({ site, through, traced }: StoredSite): boolean {
  const helper = site.function
  const { facts } = traced.file
  if (helper === null || through.length !== 1 || site.file !== traced.file) return false
  if (!helper.static || helper.addressTaken) return false
  const index = facts.functions.indexOf(helper)
  const calls = facts.handovers.filter(({ callee }) => callee === helper.name)
  const rows = facts.calls.filter((call) => call.function === index)
  return calls.length === 1 && rows.every(({ callee }) => callee === site.api.name)
}

/**
 * A release in a function that drops its parameter, where another one of the file takes a reference on what it is given and is given this
 * member: the two belong together (`stain_on(b->pages[i])`, `stain_off(b->pages[i])`).
 */
function isOfHolder({ site, through, traced, storedIn }: StoredSite): boolean {
  const { facts } = traced.file
  if (through.length === 0 || !site.api.generic || site.file !== traced.file) return false
  const holders = new Set(
    facts.helpers.flatMap(({ callee, function: inside, arguments: given }) => {
      const holder = facts.functions[inside ?? -1]
      const base = given[0]?.path?.base
      const isOfParameter = holder?.parameters.some(({ name }) => name === base) === true
      return takesReference(callee) && holder !== undefined && holder !== site.function && isOfParameter
        ? [holder.name]
        : []
    }),
  )
  if (holders.size === 0) return false
  const member = memberOf(storedIn)
  return facts.handovers.some(
    ({ callee, arguments: given }) =>
      holders.has(callee) &&
      given.some((path) => {
        const key = path === null ? null : valueKey(path)
        return key?.includes('.') === true && memberOf(key) === member
      }),
  )
}

/** Somebody in the file of a release takes a reference on a member of this name. */
function isReferencedElsewhere({ traced, storedIn }: StoredSite): boolean {
  const member = memberOf(storedIn)
  return traced.file.facts.helpers.some(({ callee, arguments: given }) => {
    const path = given[0]?.path ?? null
    const key = path === null ? null : valueKey(path)
    return takesReference(callee) && key !== null && memberOf(key) === member
  })
}

function memberOf(storedIn: string): string {
  return storedIn.slice(storedIn.lastIndexOf('.') + 1)
}

/** Both values are direct members of structs whose types are known, and these differ. */
function areOtherStructs(a: StoredSite, b: StoredSite): boolean {
  const first = ownerTypeOf(a)
  const second = ownerTypeOf(b)
  return first !== null && second !== null && first !== second
}

function ownerTypeOf({ storedIn, traced: { facts } }: StoredSite): string | null {
  return ownerType(storedIn, facts)
}
