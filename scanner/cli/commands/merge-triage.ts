import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'

const file = (brief: string) => ({ parse: String, brief, placeholder: 'FILE' })

export const mergeTriageCommand = buildCommand<Record<never, never>, [string, string, string], CliContext>({
  docs: {
    brief: 'Merge two triage files site by site, for git',
    fullDescription: [
      'A merge driver: git goes by lines, and calls it a conflict where two people judged neighbours in the file; this one does so only',
      'where they judged the same site. Writes what comes out over OURS. Exit code 1 where a conflict is left, with the marks of git.',
      '',
      'EXAMPLES',
      '  In a repository that has triage files:',
      "    echo '*.triage merge=pinwatch-triage' >> .gitattributes",
      "    git config merge.pinwatch-triage.driver 'pinwatch merge-triage %O %A %B'",
    ].join('\n'),
  },
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        file('What both began with; empty where one of them is new'),
        file('Our side, which is written'),
        file('Their side'),
      ],
    },
  },
  loader: async () => (await import('../run/merge-triage.ts')).mergeTriageFiles,
})
