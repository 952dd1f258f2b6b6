import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'
import { type ScanFlags, scanFlags } from './scan-flags.ts'

export interface ScanCommandFlags extends ScanFlags {
  readonly repo: string
}

export const scanCommand = buildCommand<ScanCommandFlags, [], CliContext>({
  docs: {
    brief: 'Scan revisions into the database',
    fullDescription: [
      'Scans revisions of a kernel git tree and keeps their sites, for the pages. Revisions that are known are left alone.',
      'Uses DATABASE_URL, or the embedded Postgres of PINWATCH_HOME, which is started for as long as it takes.',
      '',
      'EXAMPLES',
      '    pinwatch scan --repo ~/linux',
      '  The releases of a stable series, and what is to come:',
      '    pinwatch scan --repo ~/linux --tags "v6.1.*" --rev linux-6.1.y',
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
      ...scanFlags,
    },
  },
  loader: async () => (await import('../run/scan.ts')).scan,
})
