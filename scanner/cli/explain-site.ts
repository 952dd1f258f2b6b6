import type { Colors } from 'picocolors/types'
import type { Scan } from '#scanner/run.ts'
import { formatExplain } from './format/format-explain.ts'
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
  const blob = await scan.repository.objects.read(site.file.oid)
  const lines = blob?.content.toString('utf8').replace(/\n$/, '').split('\n') ?? []
  const firstLine = Math.max(1, row.line - linesAround)
  const evidence = [
    ...(scan.judgements[index]?.evidence ?? []),
    ...scan.tree.pairs
      .filter(({ acquire, release }) => acquire === index || release === index)
      .flatMap((pair) => pair.evidence.map(({ line, text }) => `line ${line}: ${text}`)),
  ]
  const excerpt = blob === null ? null : { firstLine, lines: lines.slice(firstLine - 1, row.line + linesAround) }
  return formatExplain(row, { colors, excerpt, evidence: [...new Set(evidence)] })
}
