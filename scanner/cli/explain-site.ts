import type { Colors } from 'picocolors/types'
import type { Pair, Site } from '#scanner/model/linked.ts'
import type { Scan } from '#scanner/run.ts'
import type { Excerpt } from './format/format-excerpt.ts'
import { type ExplainedPair, formatExplain } from './format/format-explain.ts'
import { UsageError } from './usage-error.ts'

const linesAround = 6

/** Everything that is known of one site, with the code around it, for `--explain`. The id may be shortened if unique. */
export async function explainSite(scan: Scan, id: string, colors: Colors): Promise<string> {
  const wanted = id.toLowerCase()
  const found = scan.rows.flatMap((row, index) => (row.id.startsWith(wanted) ? [index] : []))
  const index = found[0]
  if (index === undefined || wanted === '') {
    throw new UsageError(
      `--explain ${id}: no site of ${scan.commit.name} has this id. Ids stand in the output of --format ndjson or csv.`,
    )
  }
  if (found.length > 1)
    throw new UsageError(`--explain ${id}: ${found.length} sites begin like this. Write more digits.`)
  const row = scan.rows[index]
  const site = scan.tree.sites[index]
  if (row === undefined || site === undefined) throw new RangeError(`site ${index} of ${scan.rows.length}`)
  const excerptOf = excerptReader(scan)
  const pairs = scan.tree.pairs.filter(({ acquire, release }) => acquire === index || release === index)
  return formatExplain(row, {
    colors,
    excerpt: await excerptOf(site, linesAround),
    evidence: scan.judgements[index]?.evidence ?? [],
    pairs: await Promise.all(pairs.slice(0, pairsMax).map((pair) => explainPair(scan, pair, excerptOf))),
  })
}

/** Code is shown for so many pairs; the rest is in the list above it. */
const pairsMax = 12
const linesAroundEnd = 3

type ExcerptOf = (site: Site, around: number) => Promise<Excerpt | null>

async function explainPair(
  { tree }: Scan,
  { acquire, release, rule, grade, evidence }: Pair,
  excerptOf: ExcerptOf,
): Promise<ExplainedPair> {
  const taken = tree.sites[acquire]
  const dropped = tree.sites[release]
  if (taken === undefined || dropped === undefined) throw new RangeError(`pair of ${acquire} and ${release}`)
  const end = async (site: Site) => ({
    path: site.file.path,
    line: site.call.line,
    excerpt: await excerptOf(site, linesAroundEnd),
  })
  return {
    rule,
    grade,
    acquire: await end(taken),
    release: await end(dropped),
    steps: evidence.map(({ path, line, text }) => ({ path: path ?? taken.file.path, line, text })),
  }
}

/** Lines around a site; a file is read once. */
function excerptReader({ repository }: Scan): ExcerptOf {
  const files = new Map<string, Promise<readonly string[] | null>>()
  const linesOf = async (oid: string) => {
    const blob = await repository.objects.read(oid)
    return blob === null ? null : blob.content.toString('utf8').replace(/\n$/, '').split('\n')
  }
  return async ({ file: { oid }, call: { line } }, around) => {
    const reading = files.get(oid) ?? linesOf(oid)
    files.set(oid, reading)
    const lines = await reading
    const firstLine = Math.max(1, line - around)
    return lines === null ? null : { firstLine, lines: lines.slice(firstLine - 1, line + around) }
  }
}
