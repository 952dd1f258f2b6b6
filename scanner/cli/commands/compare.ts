import { buildCommand } from '@stricli/core'
import { CacheError } from '#scanner/cache/cache-error.ts'
import { parseEnvironment } from '#scanner/environment.ts'
import { type Comparison, compareScans } from '#scanner/run/compare-scans.ts'
import { listRows, type RevisionRows } from '#scanner/run/list-rows.ts'
import { checkPaths } from '../check-paths.ts'
import type { CliContext } from '../context.ts'
import { filterRows } from '../filter-rows.ts'
import type { Compared } from '../format/compared.ts'
import { formatCompareJson } from '../format/format-compare-json.ts'
import { formatCompareText } from '../format/format-compare-text.ts'
import { colorsFor, writeAll } from '../output.ts'
import { cacheFlag, revisionFlags, siteFlags, subdirFlag } from '../revision-flags.ts'
import { showProgress } from '../show-progress.ts'

interface CompareFlags {
  readonly repo: string
  readonly format: 'text' | 'json'
  readonly subdir?: string
  readonly path?: readonly string[]
  readonly subsystem?: readonly string[]
  readonly cache: boolean
}

export const compareCommand = buildCommand<CompareFlags, [string, string], CliContext>({
  docs: {
    brief: 'Say what happened to sites between two revisions',
    fullDescription: [
      'Scans two revisions of one kernel git tree and says which sites appeared, went, were converted or regressed from the',
      'first to the second, and which acquires are open there. A site that moved, or whose file or function got another',
      'name, is still the same. No database is needed.',
      '',
      'EXAMPLES',
      '  What a release brought:',
      '    pinwatch compare --repo ~/linux v6.11 v6.12',
      '  What my branch does to my files:',
      '    pinwatch compare --repo ~/linux --path drivers/media master HEAD',
      '  For scripts, one JSON object (schema: public/schema/compare-v1.json):',
      "    pinwatch compare --repo ~/linux --format json v6.11 v6.12 | jq '.appeared[].path'",
    ].join('\n'),
  },
  parameters: {
    flags: {
      repo: revisionFlags.repo,
      subdir: subdirFlag,
      format: { kind: 'enum', values: ['text', 'json'], default: 'text', brief: 'Form of the output' },
      ...siteFlags,
      cache: cacheFlag,
    },
    positional: {
      kind: 'tuple',
      parameters: [
        { parse: String, brief: 'Earlier revision: tag, branch or commit', placeholder: 'A' },
        { parse: String, brief: 'Later revision', placeholder: 'B' },
      ],
    },
  },
  async func(flags, from, to) {
    const { process } = this
    const progress = showProgress(process.stderr)
    const scan = (rev: string): Promise<RevisionRows> =>
      listRows({
        repo: flags.repo,
        rev,
        subdir: flags.subdir ?? '',
        include: [],
        cacheHome: flags.cache ? parseEnvironment(process.env, this.root, ['PINWATCH_HOME']).home : null,
        workerEntry: this.workerEntry,
        onProgress: progress.update,
      }).finally(progress.clear)
    const scans: RevisionRows[] = []
    try {
      // one after the other: the second is told what the first has learnt
      const earlier = await scan(from)
      scans.push(earlier)
      const later = await scan(to)
      scans.push(later)
      await checkPaths(flags.path ?? [], scans)
      const compared: Compared = {
        from: { revision: from, commit: earlier.commit.oid },
        to: { revision: to, commit: later.commit.oid },
        comparison: filterComparison(await compareScans(earlier, later), flags, scans),
      }
      await writeAll(process.stdout, [
        flags.format === 'json'
          ? formatCompareJson(compared)
          : formatCompareText(compared, colorsFor(process.stdout, process.env)),
      ])
      await writeAll(
        process.stderr,
        [...new Set(scans.flatMap(({ notices }) => notices))].map((notice) => `Note: ${notice}\n`),
      )
    } finally {
      for (const { repository } of scans) repository.close()
    }
    for (const { cacheError } of scans)
      if (cacheError !== null) throw cacheError instanceof CacheError ? cacheError : new CacheError(cacheError.message)
  },
})

/** Changes of which one end is asked for: a site that moved into a directory is of interest there. */
function filterComparison(
  { changes, open }: Comparison,
  { path = [], subsystem = [] }: CompareFlags,
  scans: readonly RevisionRows[],
): Comparison {
  const titles = scans.flatMap(({ titles }) => titles)
  const filter = { paths: path, subsystems: subsystem, statuses: [], role: null, all: true }
  const keep = <Row extends RevisionRows['rows'][number]>(rows: readonly Row[]) =>
    new Set(filterRows(rows, filter, titles))
  const wanted = new Set(scans.flatMap(({ rows }) => [...keep(rows)]))
  const fits = (row: RevisionRows['rows'][number] | null) => row !== null && wanted.has(row)
  const kept = (kind: keyof Comparison['changes']) => changes[kind].filter(({ was, is }) => fits(was) || fits(is))
  return {
    changes: {
      regressed: kept('regressed'),
      appeared: kept('appeared'),
      converted: kept('converted'),
      exempted: kept('exempted'),
      gone: kept('gone'),
    },
    open: open.filter(fits),
  }
}
