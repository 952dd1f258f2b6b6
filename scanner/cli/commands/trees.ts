import { buildCommand, buildRouteMap } from '@stricli/core'
import { parseGithubRepository } from '#scanner/model/gate-check.ts'
import { noSourceBrowser, parseSourceUrl, sourceUrlHelp } from '#scanner/model/source-template.ts'
import type { CliContext } from '../context.ts'
import { parseCount } from '../parse-flags.ts'
import { subdirFlag } from '../revision-flags.ts'
import { scanFlags } from './scan-flags.ts'

export interface ListTreesFlags {
  readonly format: 'text' | 'ndjson'
}

export interface AddTreeFlags {
  readonly repo: string
  readonly subdir?: string
  readonly name?: string
  readonly rev?: readonly string[]
  readonly tags?: readonly string[]
  readonly follow?: number
  readonly keepDays?: number
}

export interface SetTreeFlags {
  readonly rev?: readonly string[]
  readonly tags?: readonly string[]
  readonly follow?: number
  readonly noFollow: boolean
  readonly keepDays?: number
  readonly keepAll: boolean
  readonly github?: string
  readonly noGithub: boolean
  readonly githubReview?: boolean
  readonly sourceUrl?: string
}

export interface RenameTreeFlags {
  readonly slug?: string
  readonly name?: string
}

export interface RemoveTreeFlags {
  readonly yes: boolean
}

const slug = {
  kind: 'tuple',
  parameters: [{ brief: 'The tree, as its address has it', placeholder: 'TREE', parse: String }],
} as const

const follow = {
  kind: 'parsed',
  parse: parseCount,
  optional: true,
  brief: 'Look for what is new every so many minutes; a worker does it',
  placeholder: 'MINUTES',
} as const

const keepDays = {
  kind: 'parsed',
  parse: parseDays,
  optional: true,
  brief: 'Keep every revision for so many days, then one a week; releases and heads always',
  placeholder: 'DAYS',
} as const

/** Longer than anybody keeps anything; the column holds it, and dates do. */
const daysMax = 36_500

function parseDays(text: string): number {
  const days = parseCount(text)
  if (days > daysMax) throw new Error(`${JSON.stringify(text)} is more than ${daysMax} days`)
  return days
}

function parseRepository(text: string): string {
  const repository = parseGithubRepository(text)
  if (repository === null) throw new Error(`${JSON.stringify(text)} is no repository of GitHub: OWNER/NAME`)
  return repository
}

function parseSourceFlag(text: string): string {
  if (text !== 'auto' && text !== noSourceBrowser && parseSourceUrl(text) === null)
    throw new Error(`${JSON.stringify(text)} leads nowhere. ${sourceUrlHelp}`)
  return text.trim()
}

const list = buildCommand<ListTreesFlags, [], CliContext>({
  docs: { brief: 'List trees' },
  parameters: {
    flags: {
      format: { kind: 'enum', values: ['text', 'ndjson'], default: 'text', brief: 'For people, or one object a line' },
    },
  },
  loader: async () => (await import('../run/trees.ts')).listTrees,
})

const add = buildCommand<AddTreeFlags, [], CliContext>({
  docs: {
    brief: 'Add a tree and ask for its first scan',
    fullDescription: [
      'Writes the tree down and asks for a scan, which a worker runs. What is said of revisions holds for following as well.',
      '',
      'EXAMPLES',
      '    pinwatch trees add --repo https://example.org/linux.git --name "Vendor 6.12" --tags "v6.12.*" --follow 60',
    ].join('\n'),
  },
  parameters: {
    flags: {
      repo: {
        kind: 'parsed',
        parse: String,
        brief: 'Kernel git tree: work tree, bare repository, or URL to clone',
        placeholder: 'DIR|URL',
      },
      subdir: subdirFlag,
      name: { kind: 'parsed', parse: String, optional: true, brief: 'What people call it', placeholder: 'NAME' },
      ...scanFlags,
      follow,
      keepDays,
    },
  },
  loader: async () => (await import('../run/trees.ts')).addTree,
})

const set = buildCommand<SetTreeFlags, [string], CliContext>({
  docs: {
    brief:
      'Change what of a tree is scanned, how often, what is kept, whose pushes are checked, and where its sources are read',
    fullDescription: [
      'With --keep-days, the next scan thins out revisions that were committed and published longer ago: of each week the last one stays, and',
      'whatever has a tag, is a head, or was asked for by its commit.',
      'With --github, pushes and pull requests of that repository, which its webhook tells of, are checked against the tree.',
      'Pages link lines to --source-url: elixir:URL, cgit:URL or github:URL with the address of the repository there, an address with',
      '{path} and {line}, and {commit} or {label}; auto, as it begins, is where the sources are known to be; none shows no links.',
      '',
      'EXAMPLES',
      '    pinwatch trees set linux --follow 30 --keep-days 14',
      '    pinwatch trees set linux --source-url cgit:https://git.example.org/linux.git',
      '    pinwatch trees set linux --github torvalds/linux --github-review',
    ].join('\n'),
  },
  parameters: {
    positional: slug,
    flags: {
      ...scanFlags,
      follow,
      noFollow: { kind: 'boolean', default: false, withNegated: false, brief: 'Look for what is new no more' },
      keepDays,
      keepAll: { kind: 'boolean', default: false, withNegated: false, brief: 'Thin out no revisions any more' },
      github: {
        kind: 'parsed',
        parse: parseRepository,
        optional: true,
        brief: 'Check what is pushed to this repository of GitHub, and its pull requests',
        placeholder: 'OWNER/NAME',
      },
      noGithub: { kind: 'boolean', default: false, withNegated: false, brief: 'Check nothing of GitHub any more' },
      githubReview: {
        kind: 'boolean',
        optional: true,
        brief: 'Also review pull requests, with comments on their lines (permission "Pull requests: write")',
      },
      sourceUrl: {
        kind: 'parsed',
        parse: parseSourceFlag,
        optional: true,
        brief: 'Where pages lead to read the sources',
        placeholder: 'FORM:URL|auto|none',
      },
    },
  },
  loader: async () => (await import('../run/trees.ts')).setTree,
})

const rename = buildCommand<RenameTreeFlags, [string], CliContext>({
  docs: { brief: 'Change the name of a tree, or its address' },
  parameters: {
    positional: slug,
    flags: {
      slug: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'In addresses; links with the old one lead to it',
        placeholder: 'SLUG',
      },
      name: { kind: 'parsed', parse: String, optional: true, brief: 'What people call it', placeholder: 'NAME' },
    },
  },
  loader: async () => (await import('../run/trees.ts')).renameTree,
})

const remove = buildCommand<RemoveTreeFlags, [string], CliContext>({
  docs: {
    brief: 'Remove a tree with everything of it',
    fullDescription:
      'Revisions, sites, scans and all that people said of them go, and the mirror on this machine. There is no way back but a backup.',
  },
  parameters: {
    positional: slug,
    flags: {
      yes: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Do it: without this it only says what would go',
      },
    },
  },
  loader: async () => (await import('../run/trees.ts')).removeTreeBySlug,
})

export const treesCommand = buildRouteMap({
  routes: { list, add, set, rename, remove },
  defaultCommand: 'list',
  docs: { brief: 'Look after trees: list, add, set, rename, remove' },
})
