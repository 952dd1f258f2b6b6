import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'

const file = {
  kind: 'tuple',
  parameters: [{ brief: 'The backup', placeholder: 'FILE', parse: String }],
} as const

export const backupCommand = buildCommand<Record<never, never>, [string], CliContext>({
  docs: {
    brief: 'Write trees, settings and what people made into one file',
    fullDescription: [
      'Of one moment, while everything runs. What scans find is not in it: they find it again.',
      '',
      'EXAMPLES',
      '    pinwatch backup /var/backups/pinwatch-$(date +%F).gz',
    ].join('\n'),
  },
  parameters: { positional: file },
  loader: async () => (await import('../run/backup.ts')).backup,
})

export const restoreCommand = buildCommand<Record<never, never>, [string], CliContext>({
  docs: {
    brief: 'Restore a backup into an empty database',
    fullDescription:
      'The whole file is checked before anything is written. Each tree is scanned again by the workers, at the revisions it had.',
  },
  parameters: { positional: file },
  loader: async () => (await import('../run/backup.ts')).restore,
})
