import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'
import { subdirFlag } from '../revision-flags.ts'
import { type ScanFlags, scanFlags } from './scan-flags.ts'

export interface StartFlags extends ScanFlags {
  readonly repo?: readonly string[]
  readonly subdir?: string
  readonly demo: boolean
}

export const startCommand = buildCommand<StartFlags, [], CliContext>({
  docs: {
    brief: 'Run everything: database, worker and pages',
    fullDescription: [
      'Starts an embedded Postgres (or uses DATABASE_URL), the worker and the web server, prints the address of the pages, and',
      'shows how far scans are. Ctrl-C ends all of it. What is kept lies in PINWATCH_HOME.',
      '',
      'EXAMPLES',
      '    pinwatch start --repo ~/linux',
      '  Two trees, with the history of a stable series:',
      '    pinwatch start --repo ~/linux --repo https://example.org/vendor.git --tags "v6.1.*"',
      '  A look around, with a small kernel that is made on the spot:',
      '    pinwatch start --demo',
    ].join('\n'),
  },
  parameters: {
    flags: {
      repo: {
        kind: 'parsed',
        parse: String,
        optional: true,
        variadic: true,
        brief: 'Scan this kernel git tree: work tree, bare repository, or URL to clone',
        placeholder: 'DIR|URL',
      },
      subdir: subdirFlag,
      ...scanFlags,
      demo: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Scan the demo: a small kernel with a history',
      },
    },
  },
  loader: async () => (await import('../run/start.ts')).start,
})
