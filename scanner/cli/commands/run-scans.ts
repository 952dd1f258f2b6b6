import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'

/** The process that a worker runs scans in; of no use to anybody else. */
export const runScansCommand = buildCommand<Record<never, never>, [], CliContext>({
  docs: { brief: 'Run scans that a worker orders' },
  parameters: {},
  loader: async () => (await import('../run/run-scans.ts')).runScans,
})
