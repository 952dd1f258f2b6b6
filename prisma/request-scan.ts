import { parseSource, type Source } from '#scanner/model/source.ts'
import type { Database, Transaction } from './client.ts'

export interface ScanRequest {
  /** As `parseSource` reads it. */
  readonly source: string
  /** Of the tree, for people; only looked at when the tree is new. */
  readonly name?: string
  /** With neither revisions nor globs of tags: HEAD. */
  readonly revisions: readonly string[]
  readonly tags: readonly string[]
  /** Tags, and commits in between, only from here on. */
  readonly since?: Date | null
  /** Besides the revisions every n-th commit before them. */
  readonly every?: number | null
}

export interface RequestedScan {
  readonly scanId: number
  readonly treeId: number
  readonly slug: string
  /** An equal request was queued already: this is that one. */
  readonly joined: boolean
}

/** The request makes no sense; the message says so to whoever made it. */
export class ScanRequestError extends Error {
  override readonly name = 'ScanRequestError'
  readonly code: 'bad-source' | 'bad-revision' | 'bad-range'
  constructor(code: ScanRequestError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Slugs are first parts of addresses: these are other pages, or may become some. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'scans',
  'compare',
  'new',
  'api',
  '_next',
  'start',
  'settings',
  'login',
  'about',
  'help',
  'design',
  'metrics',
  'admin',
  'people',
  'checks',
  'next',
  'search',
  'files',
  'badge',
  'feeds',
  'robots.txt',
  'sitemap.xml',
])

const namesMax = 1000

/**
 * Writes down the wish to scan: makes the tree if it is new, and a queued scan unless an equal one waits. Any number of these may run at
 * once. Throws `ScanRequestError` for a source or revision that makes no sense; whether they exist is found out by the scan.
 */
export function requestScan(db: Database, request: ScanRequest): Promise<RequestedScan> {
  return db.$transaction((tx) => writeScanRequest(tx, request))
}

/** The same as part of a transaction that does more. */
export async function writeScanRequest(tx: Transaction, request: ScanRequest): Promise<RequestedScan> {
  const source = parseSource(request.source)
  if (source.kind === 'wrong') throw new ScanRequestError('bad-source', source.problem)
  const tags = readNames(request.tags, 'a pattern of tags')
  const asked = readNames(request.revisions, 'a revision')
  const revisions = asked.length + tags.length === 0 ? ['HEAD'] : asked
  const wish: Wish = { revisions, tags, since: readSince(request.since), every: readEvery(request.every) }
  // One request at a time, until the end of the transaction: two for one new tree would else both find none, and
  // two for one name the same free slug. Requests are people's and take milliseconds.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('pinwatch.request_scan'))`
  const tree = (await findTree(tx, source)) ?? (await insertTree(tx, source, request.name?.trim() || null))
  const queued = await findQueued(tx, tree.id, wish)
  const scanId = queued ?? (await insertScan(tx, tree.id, wish))
  return { scanId, treeId: tree.id, slug: tree.slug, joined: queued !== null }
}

interface Wish {
  readonly revisions: readonly string[]
  readonly tags: readonly string[]
  readonly since: Date | null
  readonly every: number | null
}

interface TreeKey {
  readonly id: number
  readonly slug: string
}

function findTree(tx: Transaction, source: Source): Promise<TreeKey | null> {
  return tx.tree.findUnique({ where: { source: source.text }, select: { id: true, slug: true } })
}

async function insertTree(tx: Transaction, source: Source, name: string | null): Promise<TreeKey> {
  const base = slugOf(source.name)
  const trees = await tx.tree.findMany({ where: { slug: { startsWith: base } }, select: { id: true, slug: true } })
  const taken = new Set([...trees.map((tree) => tree.slug), ...reservedSlugs])
  const holder = trees.find((tree) => tree.slug === base)
  if (holder !== undefined && (await isUnused(tx, holder.id))) {
    await tx.tree.update({ where: { id: holder.id }, data: { slug: firstFree(`${base}-unused`, taken) } })
    taken.delete(base)
  }
  const slug = firstFree(base, taken)
  const data = {
    slug,
    name: name ?? (source.kind === 'demo' ? 'Demo kernel' : source.name || slug),
    source: source.text,
  }
  return tx.tree.create({ data, select: { id: true, slug: true } })
}

/** A source that never worked, as a mistyped path, has no address that anybody could have quoted: the next may have it. */
async function isUnused(tx: Transaction, treeId: number): Promise<boolean> {
  const revisions = await tx.revision.count({ where: { treeId } })
  const scans = await tx.scan.count({ where: { treeId, state: { in: ['queued', 'running'] } } })
  return revisions + scans === 0
}

function firstFree(base: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`
    if (!taken.has(slug)) return slug
  }
}

function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')
  return slug === '' ? 'tree' : slug
}

/**
 * `for update`: a worker that is about to claim this scan waits until the request is written, and one that has claimed it makes the row
 * no longer queued. So whoever joins is served by a scan that begins after the request.
 */
async function findQueued(
  tx: Transaction,
  treeId: number,
  { revisions, tags, since, every }: Wish,
): Promise<number | null> {
  const found = await tx.$queryRaw<{ id: number }[]>`
    select id from scan
    where tree_id = ${treeId} and state = 'queued'
      and revisions @> ${revisions}::text[] and revisions <@ ${revisions}::text[]
      and tags @> ${tags}::text[] and tags <@ ${tags}::text[]
      and since is not distinct from ${since}::timestamptz and every is not distinct from ${every}::int
    order by id limit 1
    for update`
  return found[0]?.id ?? null
}

async function insertScan(tx: Transaction, treeId: number, { revisions, tags, since, every }: Wish): Promise<number> {
  const data = { treeId, revisions: [...revisions], tags: [...tags], since, every }
  return (await tx.scan.create({ data, select: { id: true } })).id
}

function readSince(since: Date | null = null): Date | null {
  if (since === null) return null
  const year = since.getUTCFullYear()
  if (Number.isNaN(year)) throw new ScanRequestError('bad-range', 'The date is none. Write it as 2024-03-01.')
  if (year < 1970 || year > 9999)
    throw new ScanRequestError('bad-range', `Nothing was committed in the year ${year}. Write the date as 2024-03-01.`)
  return since
}

function readEvery(every: number | null = null): number | null {
  if (every === null) return null
  if (!Number.isInteger(every) || every < 1 || every > 2_147_483_647)
    throw new ScanRequestError(
      'bad-range',
      `${every} is no number of commits: it should be 1 or more, without a fraction.`,
    )
  return every
}

/** Each once, in the order given. What git could not be asked for over one line is refused here. */
function readNames(written: readonly string[], what: string): readonly string[] {
  const names = [...new Set(written.map((name) => name.trim()))]
  if (names.length > namesMax) throw new ScanRequestError('bad-revision', `More than ${namesMax} names in one request.`)
  for (const name of names) {
    if (name === '') throw new ScanRequestError('bad-revision', `The name of ${what} is empty.`)
    if (name.length > 500 || /\p{Cc}|\p{Surrogate}/u.test(name))
      throw new ScanRequestError('bad-revision', `${JSON.stringify(name.slice(0, 80))} cannot be ${what}.`)
  }
  return names
}
