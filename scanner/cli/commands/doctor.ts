import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'

export interface DoctorFlags {
  readonly format: 'text' | 'ndjson'
}

export const doctorCommand = buildCommand<DoctorFlags, [], CliContext>({
  docs: {
    brief: 'Look for what is wrong with a server, and say what to do',
    fullDescription:
      'Versions, room on the disk, mirrors, scans and locks, trees that cannot be followed, and whether the tables hold what they promise. Exit code 1 where something is wrong.',
  },
  parameters: {
    flags: {
      format: { kind: 'enum', values: ['text', 'ndjson'], default: 'text', brief: 'For people, or one object a line' },
    },
  },
  loader: async () => (await import('../run/doctor.ts')).doctor,
})
