import { buildCommand } from '@stricli/core'
import { type Priority, priorities } from '#scanner/model/priority.ts'
import { type TriageVerdict, triageVerdicts } from '#scanner/model/triage/triage.ts'
import type { CliContext } from '../context.ts'
import { parseCount } from '../parse-flags.ts'
import { type ServerFlags, serverFlags, siteKeys } from './server-flags.ts'

export interface TriageFlags extends ServerFlags {
  readonly verdict?: TriageVerdict
  readonly priority?: Priority
  readonly case?: number
  readonly reason?: string
  readonly note?: string
  readonly link?: string
  readonly other?: string
  readonly export?: string
  readonly import?: string
}

export const triageCommand = buildCommand<TriageFlags, string[], CliContext>({
  docs: {
    brief: 'Say something of sites on a server: that they stay, are blocked, are none …',
    fullDescription: [
      "Puts your word beside the scanner's, whose status stays as it is. Whoever may decide for a section decides; anybody else",
      'proposes. What was said before is replaced, and kept in the audit. Prints what is said now, one site a line, as JSON.',
      '',
      'EXAMPLES',
      '    pinwatch triage --tree linux --verdict case --case 3 --reason mmu-notifier 0f3a4c5d6e7f8091',
      "    pinwatch triage --tree linux --verdict stays --note 'reads only' --filter 'path=mm/gup_test.c'",
      "    pinwatch triage --tree linux --priority high --filter 'status=mismatched'",
      '  Keep in git what is decided, and take over what was reviewed there:',
      '    pinwatch triage --tree linux --export triage.ndjson',
      '    pinwatch triage --tree linux --import triage.ndjson',
    ].join('\n'),
  },
  parameters: {
    flags: {
      ...serverFlags,
      verdict: { kind: 'enum', values: triageVerdicts, optional: true, brief: 'What is said' },
      priority: {
        kind: 'enum',
        values: priorities,
        optional: true,
        brief: 'How soon somebody should look, for who may decide; alone, or beside a verdict',
      },
      case: {
        kind: 'parsed',
        parse: parseCount,
        optional: true,
        brief: 'Case of pin_user_pages.rst, from 1 to 5; needed with the verdict case',
        placeholder: 'N',
      },
      reason: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'A word or two that can be counted',
        placeholder: 'WORDS',
      },
      note: { kind: 'parsed', parse: String, optional: true, brief: 'Why, at length', placeholder: 'TEXT' },
      link: { kind: 'parsed', parse: String, optional: true, brief: 'Evidence', placeholder: 'URL' },
      other: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Of a wrong pair: the site that it does not belong to, where there are several',
        placeholder: 'KEY',
      },
      export: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Write all that is decided into a triage file; - is standard output',
        placeholder: 'FILE',
      },
      import: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Take over a triage file: all of it, or nothing where a line is broken; - is standard input',
        placeholder: 'FILE',
      },
    },
    positional: siteKeys,
  },
  loader: async () => (await import('../run/triage.ts')).triage,
})
