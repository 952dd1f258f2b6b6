import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'
import { parseCount, parseDate } from '../parse-flags.ts'
import { subdirFlag } from '../revision-flags.ts'
import { type ScanFlags, scanFlags } from './scan-flags.ts'

export interface ScanCommandFlags extends ScanFlags {
  readonly repo: string
  readonly subdir?: string
  readonly since?: Date
  readonly every?: number
  readonly follow: boolean
  readonly interval: number
}

export const scanCommand = buildCommand<ScanCommandFlags, [], CliContext>({
  docs: {
    brief: 'Scan revisions into the database',
    fullDescription: [
      'Scans revisions of a kernel git tree and keeps their sites, for the pages. Revisions that are known are left alone,',
      'so that a scan costs what is new; asked for in any order, they end up in the order of history.',
      'Uses DATABASE_URL, or the embedded Postgres of PINWATCH_HOME, which is started for as long as it takes.',
      '',
      'EXAMPLES',
      '    pinwatch scan --repo ~/linux',
      '  The releases of a stable series, and what is to come:',
      '    pinwatch scan --repo ~/linux --tags "v6.1.*" --rev linux-6.1.y',
      '  What became of every release since 2024 that HEAD descends from:',
      '    pinwatch scan --repo ~/linux --since 2024-01-01',
      '  Every 500th commit before a release, back to 2023; again with 100, for what lies between:',
      '    pinwatch scan --repo ~/linux --rev v6.12 --every 500 --since 2023-01-01',
      '  A branch as it grows, until Ctrl-C:',
      '    pinwatch scan --repo ~/linux --rev master --follow',
      '  A tree that is not here yet; it is cloned into PINWATCH_HOME:',
      '    pinwatch scan --repo https://git.kernel.org/pub/scm/linux/kernel/git/next/linux-next.git',
    ].join('\n'),
  },
  parameters: {
    flags: {
      repo: {
        kind: 'parsed',
        parse: String,
        brief: 'Kernel git tree: work tree, bare repository, or URL to clone',
        placeholder: 'DIR|URL',
      },
      subdir: subdirFlag,
      ...scanFlags,
      since: {
        kind: 'parsed',
        parse: parseDate,
        optional: true,
        brief: 'Tags only from this day on (UTC); without --tags and --every, those that lead to the revisions',
        placeholder: 'DATE',
      },
      every: {
        kind: 'parsed',
        parse: parseCount,
        optional: true,
        brief: 'Also every N-th commit before the revisions, back to --since or to what is known',
        placeholder: 'N',
      },
      follow: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Go on: look for new commits again and again, until Ctrl-C',
      },
      interval: {
        kind: 'parsed',
        parse: parseCount,
        default: '60',
        brief: 'Seconds between two looks with --follow',
        placeholder: 'SECONDS',
      },
    },
  },
  loader: async () => (await import('../run/scan.ts')).scan,
})
