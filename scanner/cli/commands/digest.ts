import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'
import { parseMailAddress } from '../parse-flags.ts'

export interface DigestFlags {
  readonly tree: string
  readonly section: string
  readonly to?: string
}

export const digestCommand = buildCommand<DigestFlags, [], CliContext>({
  docs: {
    brief: 'Print what a section of MAINTAINERS is told of a tree, as a mail',
    fullDescription: [
      'Prints a mail in the form that a kernel list takes: plain text of 72 columns, with a Message-ID that is the same for the',
      'same revision, and all of a section in one thread. Sends nothing: hand it to a mail program. Where nothing is left to convert',
      'and nothing happened since the revision before, nothing is printed, and standard error says so.',
      'Uses DATABASE_URL, or that of a Pinwatch that runs on the same PINWATCH_HOME; links are those of PINWATCH_URL.',
      '',
      'EXAMPLES',
      "    pinwatch digest --tree linux --section 'VFIO DRIVER'",
      "    pinwatch digest --tree linux --section 'VFIO DRIVER' --to kvm@vger.kernel.org | sendmail -t",
    ].join('\n'),
  },
  parameters: {
    flags: {
      tree: { kind: 'parsed', parse: String, brief: 'Tree, as its address names it', placeholder: 'TREE' },
      section: { kind: 'parsed', parse: String, brief: 'Title of the section, or its slug', placeholder: 'SECTION' },
      to: {
        kind: 'parsed',
        parse: parseMailAddress,
        optional: true,
        brief: 'Address that it is to',
        placeholder: 'MAIL',
      },
    },
  },
  loader: async () => (await import('../run/digest.ts')).digest,
})
