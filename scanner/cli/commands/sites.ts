import { buildCommand } from '@stricli/core'
import { CacheError } from '#scanner/cache/cache-error.ts'
import { parseEnvironment } from '#scanner/environment.ts'
import { type Role, roles } from '#scanner/model/api.ts'
import { formatCsv } from '#scanner/model/format-csv.ts'
import { type ExcludedDirectory, excludedDirectories } from '#scanner/model/selection.ts'
import { type SiteRow, type Status, statuses } from '#scanner/model/site.ts'
import type { Triage } from '#scanner/model/triage/triage.ts'
import { listRows, type RevisionRows } from '#scanner/run/list-rows.ts'
import type { ScanOptions } from '#scanner/run/scan-options.ts'
import { scanRevision } from '#scanner/run.ts'
import { checkPaths } from '../check-paths.ts'
import type { CliContext } from '../context.ts'
import { explainSite } from '../explain-site.ts'
import { filterRows } from '../filter-rows.ts'
import { formatItems, formatNdjson } from '../format/format-ndjson.ts'
import { formatSarif } from '../format/format-sarif.ts'
import { formatSummary } from '../format/format-summary.ts'
import { formatTable } from '../format/format-table.ts'
import { colorsFor, terminalWidth, writeAll } from '../output.ts'
import { readTriageFile } from '../read-triage-file.ts'
import { cacheFlag, type RevisionFlags, revisionFlags, siteFlags } from '../revision-flags.ts'
import { showProgress } from '../show-progress.ts'
import { triageOfRows } from '../triage-of-rows.ts'
import { version } from '../version.ts'

const formats = ['table', 'ndjson', 'csv', 'sarif'] as const
type Format = (typeof formats)[number]

interface SitesFlags extends RevisionFlags {
  readonly format: Format
  readonly path?: readonly string[]
  readonly subsystem?: readonly string[]
  readonly status?: readonly Status[]
  readonly role?: Role
  readonly all: boolean
  readonly include?: readonly ExcludedDirectory[]
  readonly explain?: string
  readonly triage?: string
  readonly cache: boolean
}

export const sitesCommand = buildCommand<SitesFlags, [], CliContext>({
  docs: {
    brief: 'List the acquire and release sites of one revision',
    fullDescription: [
      'Lists every call that takes or drops references to user pages in one revision of a kernel git tree, with status,',
      'reason and owners. Data goes to standard output, the summary to standard error. No database is needed.',
      '',
      'EXAMPLES',
      '  What is left in my files:',
      '    pinwatch sites --repo ~/linux --path drivers/media --status unconverted,mismatched',
      '  The sites of a subsystem at a tag:',
      '    pinwatch sites --repo ~/linux --rev v6.12 --subsystem "MEMORY MANAGEMENT"',
      '  For scripts, one JSON object a line (schema: public/schema/site-v1.json):',
      "    pinwatch sites --repo ~/linux --format ndjson | jq -r 'select(.longterm) | .path'",
      '  With what people judged, kept in a file (schemas: public/schema/triage-v1.json, site-item-v1.json):',
      '    pinwatch sites --repo ~/linux --triage gup.triage --format ndjson',
      '  Everything that is known of one site:',
      '    pinwatch sites --repo ~/linux --explain 3f9c0a1b2c3d4e5f',
    ].join('\n'),
  },
  parameters: {
    flags: {
      ...revisionFlags,
      format: { kind: 'enum', values: formats, default: 'table', brief: 'Form of the output' },
      ...siteFlags,
      status: { kind: 'enum', values: statuses, optional: true, variadic: ',', brief: 'Only these statuses' },
      role: { kind: 'enum', values: roles, optional: true, brief: 'Only acquires or only releases' },
      all: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Also releases that no acquire was found for (put_page of other pages)',
      },
      include: {
        kind: 'enum',
        values: excludedDirectories,
        optional: true,
        variadic: ',',
        brief: 'Directories that are left out by default',
      },
      explain: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Tell everything about the site with this id',
        placeholder: 'ID',
      },
      triage: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Show what people said of sites, from this file',
        placeholder: 'FILE',
      },
      cache: cacheFlag,
    },
  },
  async func(flags) {
    const { process } = this
    const started = globalThis.performance.now()
    // before the scan: a broken line must not cost its time
    const entries = flags.triage === undefined ? null : await readTriageFile(flags.triage)
    const progress = showProgress(process.stderr)
    const options: ScanOptions = {
      repo: flags.repo,
      rev: flags.rev,
      subdir: flags.subdir ?? '',
      include: flags.include ?? [],
      cacheHome: flags.cache ? parseEnvironment(process.env, this.root, ['PINWATCH_HOME']).home : null,
      workerEntry: this.workerEntry,
      onProgress: progress.update,
    }
    if (flags.explain !== undefined) {
      const scan = await scanRevision(options).finally(progress.clear)
      try {
        const text = await explainSite(scan, flags.explain, colorsFor(process.stdout, process.env))
        await writeAll(process.stdout, [text])
      } finally {
        scan.repository.close()
      }
      throwTrouble(scan)
      return
    }
    const scan = await listRows(options).finally(progress.clear)
    try {
      await checkPaths(flags.path ?? [], [scan])
      const rows = filterRows(
        scan.rows,
        {
          paths: flags.path ?? [],
          subsystems: flags.subsystem ?? [],
          statuses: flags.status ?? [],
          role: flags.role ?? null,
          all: flags.all,
        },
        scan.titles,
      )
      const { byId, notices } = triageOfRows(scan, entries ?? [])
      // rows for programs have what people said only where that is asked for
      const isShown = entries !== null || (byId.size > 0 && (flags.format === 'table' || flags.format === 'sarif'))
      const triage = isShown ? byId : undefined
      await writeAll(process.stdout, formatRows(rows, flags.format, { scan, process, triage }))
      const summary = formatSummary(
        {
          revision: scan.commit.name,
          commit: scan.commit.oid,
          rows,
          coverage: scan.coverage,
          milliseconds: globalThis.performance.now() - started,
          notices: [...notices, ...scan.notices],
          cached: cachedPhrase(scan),
        },
        { colors: colorsFor(process.stderr, process.env) },
      )
      await writeAll(process.stderr, [summary])
    } finally {
      scan.repository.close()
    }
    throwTrouble(scan)
  },
})

/** The rows are complete and printed; that what was learnt could not be kept is an error all the same. */
function throwTrouble({ cacheError }: Pick<RevisionRows, 'cacheError'>): void {
  if (cacheError !== null) throw cacheError instanceof CacheError ? cacheError : new CacheError(cacheError.message)
}

interface Formatting {
  readonly scan: RevisionRows
  readonly process: NodeJS.Process
  /** What people said of sites, by their id; absent where no file was given. */
  readonly triage: ReadonlyMap<string, Triage> | undefined
}

function formatRows(rows: readonly SiteRow[], format: Format, { scan, process, triage }: Formatting): Iterable<string> {
  switch (format) {
    case 'table': {
      const width = terminalWidth(process)
      return [formatTable(rows, { colors: colorsFor(process.stdout, process.env), width, triage })]
    }
    case 'ndjson':
      return triage === undefined ? formatNdjson(rows) : formatItems(rows, triage)
    case 'csv':
      return [formatCsv(rows, triage)]
    case 'sarif':
      return [formatSarif(rows, { version, commit: scan.commit.oid, triage })]
  }
}

/** What of this revision did not have to be read, for the summary. */
function cachedPhrase({ blobs }: RevisionRows): string | null {
  if (blobs.read === 0) return 'all facts known'
  return blobs.known > 0 ? `${blobs.read.toLocaleString('en')} files new` : null
}
