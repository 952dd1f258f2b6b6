import { createHash } from 'node:crypto'
import type { FactsCache } from '#scanner/cache/open-facts-cache.ts'
import { judgeTree } from '#scanner/judge/judge-tree.ts'
import type { HoldOf } from '#scanner/judge/resolve-holds.ts'
import type { FilePart } from '#scanner/link/part-files.ts'
import type { Builds } from '#scanner/model/builds.ts'
import { apiByName, catalogue } from '#scanner/model/catalogue/index.ts'
import { describeStrayRemarks, type ReadRemark, remarkOf } from '#scanner/model/remark-of.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { composeRows } from './compose-rows.ts'
import { findHolds } from './find-holds.ts'
import { learnLeftOut } from './left-out.ts'
import { linkParts } from './link-parts.ts'
import type { LinkSources, OutlinedTree } from './outlined-tree.ts'
import type { KeyedFile } from './part-keys.ts'

/** A row that has no owners yet, with the comment beside its call. */
export interface PartRow {
  readonly row: SiteRow
  readonly remark: ReadRemark | null
}

/** What one file comes to. */
interface FileRows {
  readonly path: string
  readonly rows: readonly PartRow[]
  /** Sentences about comments that belong to no call. */
  readonly stray: readonly string[]
}

interface PartRows {
  readonly files: readonly FileRows[]
  readonly pairsLeftOut: number
}

export interface TreeRows {
  /** In the order of files, then of positions. */
  readonly rows: readonly PartRow[]
  readonly strayRemarks: readonly string[]
  readonly pairsLeftOut: number
}

/**
 * The rows of a tree. Those of parts that another tree had are known, under all that they depend on: the part's facts and callees, how the tree
 * holds what carriers carry, and which of its files are tests. Only the others are linked.
 */
export async function scanRows(outlined: OutlinedTree, builds: Builds, sources: LinkSources): Promise<TreeRows> {
  const { parted, keys, files } = outlined
  const { declared } = parted.survey
  const holdOf = await findHolds(outlined, sources)
  // how a tree that declares neither is judged depends on all of its sites
  const isKernel = declared.has('pin_user_pages') || declared.has('get_user_pages')
  const context = isKernel ? contextOf(holdOf) : null
  const keyed = parted.parts.map((part, index) => ({
    part,
    key: rowsKey(part, keys[index] ?? '', { builds, context }),
  }))
  const known = await recall(
    keyed.flatMap(({ key }) => key ?? []),
    sources,
  )
  const open = keyed.filter(({ key }) => key === null || !known.has(key))
  const made = await linkOpen(
    outlined,
    open.map(({ part }) => part),
    { builds, holdOf: isKernel ? holdOf : null, sources },
  )
  for (const { part, key } of open)
    if (key !== null) sources.facts.learnt.links.set(key, JSON.stringify(made.get(part)))
  const all = keyed.flatMap(({ part, key }) => made.get(part) ?? known.get(key ?? '') ?? [])
  const byPath = new Map(all.flatMap((one) => one.files.map((file) => [file.path, file] as const)))
  const ordered = files.flatMap(({ path }) => byPath.get(path) ?? [])
  return {
    rows: ordered.flatMap(({ rows }) => rows),
    strayRemarks: ordered.flatMap(({ stray }) => stray),
    pairsLeftOut: all.reduce((sum, { pairsLeftOut }) => sum + pairsLeftOut, 0),
  }
}

function contextOf(holdOf: HoldOf): string {
  return catalogue.flatMap((api) => (api.hold === 'carrier' ? [`${api.name} ${holdOf(api)}`] : [])).join('\n')
}

/** `null`: the rows depend on more than can be said. */
function rowsKey(
  { files }: FilePart<KeyedFile>,
  key: string,
  { builds, context }: { readonly builds: Builds; readonly context: string | null },
): string | null {
  if (context === null) return null
  const built = files.map(({ path }) => `${builds.test.has(path) ? 't' : ''}${builds.product.has(path) ? 'p' : ''}`)
  const text = [key, context, ...built].join('\n')
  return `rows ${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
}

async function recall(
  keys: readonly string[],
  { cache }: { readonly cache: FactsCache | null },
): Promise<ReadonlyMap<string, PartRows>> {
  const kept = (await cache?.links(keys)) ?? new Map<string, string>()
  return new Map([...kept].map(([key, text]) => [key, JSON.parse(text)]))
}

interface Judging {
  readonly builds: Builds
  readonly holdOf: HoldOf | null
  readonly sources: LinkSources
}

async function linkOpen(
  outlined: OutlinedTree,
  parts: readonly FilePart<KeyedFile>[],
  { builds, holdOf, sources }: Judging,
): Promise<ReadonlyMap<FilePart<KeyedFile>, PartRows>> {
  const { tree, linkedOf } = await linkParts(outlined, parts, sources)
  // for a check of what comes on top
  learnLeftOut(outlined, linkedOf, sources)
  const rows = composeRows(tree, judgeTree(tree, apiByName, builds, holdOf), new Map())
  const rowsOf = new Map<string, PartRow[]>()
  for (const [index, row] of rows.entries()) {
    const site = tree.sites[index]
    const ofFile = rowsOf.get(row.path) ?? []
    rowsOf.set(row.path, ofFile)
    ofFile.push({ row, remark: site === undefined ? null : remarkOf(site) })
  }
  const sourcesOf = new Map(tree.files.map((file) => [file.path, file]))
  const found = new Map<FilePart<KeyedFile>, PartRows>()
  for (const [part, { sites, pairsLeftOut }] of linkedOf) {
    const files = part.files.flatMap(({ path }): readonly FileRows[] => {
      const source = sourcesOf.get(path)
      if (source === undefined) return []
      const stray = describeStrayRemarks({ files: [source], sites: sites.filter(({ file }) => file === source) })
      const ofFile = rowsOf.get(path) ?? []
      return ofFile.length + stray.length === 0 ? [] : [{ path, rows: ofFile, stray }]
    })
    found.set(part, { files, pairsLeftOut })
  }
  return found
}
