import { buildCommand, buildRouteMap } from '@stricli/core'
import type { CliContext } from '../context.ts'
import { parseCount } from '../parse-flags.ts'

export interface ListScansFlags {
  readonly format: 'text' | 'ndjson'
  readonly tree?: string
  readonly limit: number
}

const scan = {
  kind: 'tuple',
  parameters: [{ brief: 'Number of the scan', placeholder: 'SCAN', parse: parseCount }],
} as const

const list = buildCommand<ListScansFlags, [], CliContext>({
  docs: { brief: 'List scans, the newest first' },
  parameters: {
    flags: {
      format: { kind: 'enum', values: ['text', 'ndjson'], default: 'text', brief: 'For people, or one object a line' },
      tree: { kind: 'parsed', parse: String, optional: true, brief: 'Of this tree alone', placeholder: 'TREE' },
      limit: { kind: 'parsed', parse: parseCount, default: '20', brief: 'At most so many', placeholder: 'N' },
    },
  },
  loader: async () => (await import('../run/scans.ts')).listScans,
})

const cancel = buildCommand<Record<never, never>, [number], CliContext>({
  docs: { brief: 'End a scan that waits or runs; what it published stays' },
  parameters: { positional: scan },
  loader: async () => (await import('../run/scans.ts')).cancel,
})

const retry = buildCommand<Record<never, never>, [number], CliContext>({
  docs: { brief: 'Ask for the same scan once more' },
  parameters: { positional: scan },
  loader: async () => (await import('../run/scans.ts')).retry,
})

export const scansCommand = buildRouteMap({
  routes: { list, cancel, retry },
  defaultCommand: 'list',
  docs: { brief: 'Look after scans: list, cancel, retry' },
})
