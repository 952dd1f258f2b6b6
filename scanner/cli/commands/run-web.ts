import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'

/** The process that `start` and `serve` run the pages in; of no use to anybody else. */
export const runWebCommand = buildCommand<Record<never, never>, [], CliContext>({
  docs: { brief: 'Serve pages that are built' },
  parameters: {},
  loader: async () => (await import('../run/run-web.ts')).servePagesHere,
})
