import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'

export const workerCommand = buildCommand<Record<never, never>, [], CliContext>({
  docs: {
    brief: 'Run scans that are asked for, until it is stopped',
    fullDescription: [
      'Takes scans from the queue in the database, those of PINWATCH_SCANS trees (3) at a time. Any number of workers share the work; one that is killed',
      'loses nothing, another goes on. Needs DATABASE_URL, or a Pinwatch that runs on the same PINWATCH_HOME.',
      '',
      'EXAMPLES',
      '    DATABASE_URL=postgresql://pinwatch@db/pinwatch pinwatch worker',
    ].join('\n'),
  },
  parameters: {},
  loader: async () => (await import('../run/worker.ts')).worker,
})
