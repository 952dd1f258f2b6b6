import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'
import { serverFlags } from './server-flags.ts'

export interface GithubAssignmentsFlags {
  readonly server?: string
  readonly tree: string
  readonly login?: readonly (readonly [mail: string, login: string])[]
  readonly bothWays?: boolean
}

const { server, tree } = serverFlags

export const githubAssignmentsCommand = buildCommand<GithubAssignmentsFlags, [], CliContext>({
  docs: {
    brief: 'Keep an issue on GitHub for each person who works on sites of a server',
    fullDescription: [
      'Opens an issue for each person with claims on a server, assigned to them where --login says who they are on GitHub, with a',
      'list of their sites. Run again, it ticks what the code converted, adds what they took on, takes off what they gave back, and',
      'closes an issue of which nothing is left. What people wrote into it, labels and assignees stay. It may be cut off at any',
      'time and run again: nothing is opened twice.',
      '',
      'With --both-ways it first takes over what people did on GitHub: sites of an issue that was closed as not planned are given',
      "back on the server, and those of one that was assigned to somebody else (of whom --login knows) become that one's. This",
      'takes the right to assign.',
      '',
      'Set GITHUB_REPOSITORY=OWNER/NAME and GITHUB_TOKEN (permission "Issues: write"), or GITHUB_APP_ID and',
      'GITHUB_APP_PRIVATE_KEY; GITHUB_API_URL and GITHUB_URL for an Enterprise server. PINWATCH_TOKEN is for the server.',
      '',
      'EXAMPLES',
      '    GITHUB_REPOSITORY=me/linux pinwatch github-assignments --tree linux --login jane@example.org=jane',
      '    GITHUB_REPOSITORY=me/linux pinwatch github-assignments --server https://gup.example.org --tree linux --both-ways',
    ].join('\n'),
  },
  parameters: {
    flags: {
      server,
      tree,
      login: {
        kind: 'parsed',
        parse: parseLogin,
        optional: true,
        variadic: true,
        brief: 'Who a person is on GitHub',
        placeholder: 'MAIL=LOGIN',
      },
      bothWays: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Also take over what people did on GitHub',
      },
    },
  },
  loader: async () => (await import('../run/github-assignments.ts')).githubAssignments,
})

function parseLogin(text: string): readonly [string, string] {
  const [, mail, login] = /^([^\s=@]+@[^\s=@]+)=([A-Za-z\d][A-Za-z\d_-]{0,99}(?:\[bot\])?)$/.exec(text) ?? []
  if (mail === undefined || login === undefined)
    throw new Error(`${JSON.stringify(text)} does not say who is who. Write it as jane@example.org=jane`)
  return [mail.toLowerCase(), login]
}
