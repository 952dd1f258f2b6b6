import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'

export const serveCommand = buildCommand<Record<never, never>, [], CliContext>({
  docs: {
    brief: 'Serve the pages, until it is stopped',
    fullDescription: [
      'Runs the web server alone; it is built first if it is not, or its sources have changed. It reads everything from the',
      'database: DATABASE_URL, or that of a Pinwatch that runs on the same PINWATCH_HOME. It listens on HOST and PORT.',
      '',
      'EXAMPLES',
      '    DATABASE_URL=postgresql://pinwatch@db/pinwatch PORT=8080 pinwatch serve',
    ].join('\n'),
  },
  parameters: {},
  loader: async () => (await import('../run/serve.ts')).serve,
})
