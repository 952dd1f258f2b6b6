import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'
import { parseDate } from '../parse-flags.ts'
import { type ServerFlags, serverFlags, siteKeys } from './server-flags.ts'

export interface ClaimFlags extends ServerFlags {
  readonly person?: string
  readonly note?: string
  readonly due?: Date
}

const claimFlags = {
  ...serverFlags,
  note: { kind: 'parsed', parse: String, optional: true, brief: 'A word to others', placeholder: 'TEXT' },
  due: { kind: 'parsed', parse: parseDate, optional: true, brief: 'When it shall be done (UTC)', placeholder: 'DATE' },
} as const

export const claimCommand = buildCommand<ClaimFlags, string[], CliContext>({
  docs: {
    brief: 'Say on a server that you work on sites',
    fullDescription: [
      'Claims acquires, each with its releases; a release stands for the acquires it belongs to. A claim is advisory: others may',
      'claim the same, and both are shown. It ends by itself when a scan sees the site converted. Prints one claim a line, as JSON.',
      '',
      'EXAMPLES',
      '    pinwatch claim --tree linux 0f3a4c5d6e7f8091',
      "    pinwatch claim --tree linux --filter 'path=drivers/media&status=unconverted' --note 'for v6.20'",
      '    PINWATCH_TOKEN=… pinwatch claim --server https://gup.example.org --tree linux 0f3a4c5d6e7f8091',
    ].join('\n'),
  },
  parameters: {
    flags: {
      ...claimFlags,
      person: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Mail address of whoever works on it; you unless given',
        placeholder: 'MAIL',
      },
    },
    positional: siteKeys,
  },
  loader: async () => (await import('../run/claim.ts')).claim,
})

export const assignCommand = buildCommand<ClaimFlags & { readonly person: string }, string[], CliContext>({
  docs: {
    brief: 'Assign sites on a server to somebody',
    fullDescription: [
      'Claims acquires for somebody else, who needs no account: a mail address is enough. Takes the right to assign: an admin,',
      'or a maintainer of a section of each of the sites. Prints one claim a line, as JSON.',
      '',
      'EXAMPLES',
      '    pinwatch assign --tree linux --person jane@example.org --due 2027-03-01 0f3a4c5d6e7f8091',
      "    pinwatch assign --tree linux --person jane@example.org --filter 'subsystem=VFIO DRIVER'",
    ].join('\n'),
  },
  parameters: {
    flags: {
      ...claimFlags,
      person: {
        kind: 'parsed',
        parse: String,
        brief: 'Mail address of whoever is to work on it',
        placeholder: 'MAIL',
      },
    },
    positional: siteKeys,
  },
  loader: async () => (await import('../run/claim.ts')).claim,
})
