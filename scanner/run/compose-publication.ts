import { createHash } from 'node:crypto'
import type { FileBuild } from '#scanner/model/builds.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { LinkedTree } from '#scanner/model/linked.ts'
import type {
  Publication,
  PublishedFile,
  PublishedPair,
  PublishedSection,
  PublishedSite,
} from '#scanner/model/publication.ts'
import { describeStrayRemarks, remarkOf } from '#scanner/model/remark-of.ts'
import type { Person, SiteRow } from '#scanner/model/site.ts'
import type { MaintainersSection } from '#scanner/own/maintainers.ts'
import type { Scan } from '#scanner/run.ts'
import { analysisVersion } from './analysis-version.ts'

export interface PublicationOptions {
  /** A tag or branch as it was asked for; `null`: the abbreviated commit. */
  readonly label: string | null
  /** Identity of a row in its tree; its own id unless said. */
  readonly keyOf?: (row: SiteRow) => string
  readonly analysisVersion?: string
  /** What turns files on, by path. */
  readonly builds?: ReadonlyMap<string, FileBuild>
}

/** What is published of a scan. */
export function composePublication(scan: Scan, options: PublicationOptions): Publication {
  const { commit, rows, tree } = scan
  const keys = listKeys(rows, options.keyOf ?? ((row) => row.id))
  const pairs = listPublishedPairs(tree, keys)
  return {
    commit: commit.oid,
    label: options.label ?? commit.oid.slice(0, 12),
    subject: commit.subject,
    committedAt: commit.committedAt,
    analysisVersion: options.analysisVersion ?? analysisVersion,
    coverage: scan.coverage,
    notices: [...scan.notices, ...describeStrayRemarks(tree)],
    sites: listPublishedSites(scan, keys),
    pairs,
    files: listPublishedFiles(tree, pairs, options.builds ?? new Map()),
    sections: listPublishedSections(rows, scan.sections),
  }
}

/**
 * One key a row. Two rows have one id only where names are no UTF-8 and became equal by decoding: the later ones get another, so that
 * none is lost.
 */
function listKeys(rows: readonly SiteRow[], keyOf: (row: SiteRow) => string): readonly string[] {
  const taken = new Set<string>()
  return rows.map((row) => {
    let key = keyOf(row)
    while (taken.has(key)) key = createHash('sha256').update(`${key}\0again`).digest('hex').slice(0, 16)
    taken.add(key)
    return key
  })
}

function listPublishedSites(
  { rows, judgements, tree }: Pick<Scan, 'rows' | 'judgements' | 'tree'>,
  keys: readonly string[],
): readonly PublishedSite[] {
  return rows.map((row, index) => {
    const published = { key: keys[index] ?? row.id, row, evidence: judgements[index]?.evidence ?? [] }
    const site = tree.sites[index]
    const remark = site === undefined ? null : remarkOf(site)
    if (remark === null) return published
    const { case: picked, reason, code } = remark
    return { ...published, remark: { case: picked, reason, code } }
  })
}

function listPublishedPairs(tree: LinkedTree, keys: readonly string[]): readonly PublishedPair[] {
  return tree.pairs.flatMap(({ acquire, release, rule, grade, evidence }) => {
    const ends = { acquire: keys[acquire], release: keys[release] }
    if (ends.acquire === undefined || ends.release === undefined) return []
    return [{ acquire: ends.acquire, release: ends.release, rule, grade, evidence }]
  })
}

/** Files with a site, and those that evidence points into. */
function listPublishedFiles(
  tree: LinkedTree,
  pairs: readonly PublishedPair[],
  builds: ReadonlyMap<string, FileBuild>,
): readonly PublishedFile[] {
  const shown = new Set(tree.sites.map(({ file }) => file.path))
  for (const { evidence } of pairs) for (const { path } of evidence) if (path !== undefined) shown.add(path)
  const oids = new Map<string, string>()
  for (const { path, oid } of tree.files) if (shown.has(path) && !oids.has(path)) oids.set(path, oid)
  return [...oids].map(([path, oid]) => {
    const build = builds.get(path)
    return build === undefined ? { path, oid } : { path, oid, build }
  })
}

/** A kernel has some 3,000 sections; those that own no site are nobody's question. Sections of one title are one. */
function listPublishedSections(
  rows: readonly SiteRow[],
  sections: readonly MaintainersSection[],
): readonly PublishedSection[] {
  const wanted = new Set(rows.flatMap((row) => row.subsystems))
  return [...groupBy(sections, ({ title }) => title)].flatMap(([title, alike]) => {
    if (!wanted.has(title)) return []
    return [
      {
        title,
        support: alike.find(({ status }) => status !== null)?.status ?? null,
        lists: [...new Set(alike.flatMap(({ lists }) => lists))],
        people: eachOnce(alike.flatMap(({ people }) => people)),
      },
    ]
  })
}

/** The first mention of an address wins, as in `listPeople`: with the later ones nothing would be said that is not said. */
function eachOnce(people: readonly Person[]): readonly Person[] {
  const byAddress = new Map<string, Person>()
  for (const person of people) {
    const address = person.email.toLowerCase()
    if (!byAddress.has(address)) byAddress.set(address, person)
  }
  return [...byAddress.values()]
}
