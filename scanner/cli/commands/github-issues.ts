import { buildCommand } from '@stricli/core'
import { parseEnvironment } from '#scanner/environment.ts'
import { markerOf } from '#scanner/github/issue-marker.ts'
import { type SyncedIssue, syncIssues } from '#scanner/github/sync-issues.ts'
import { wantedIssues } from '#scanner/github/wanted-issue.ts'
import { printable } from '#scanner/model/printable.ts'
import { listRows } from '#scanner/run/list-rows.ts'
import type { CliContext } from '../context.ts'
import { filterRows } from '../filter-rows.ts'
import { connectGithub } from '../github/connect-github.ts'
import { writeAll } from '../output.ts'
import { cacheFlag, type RevisionFlags, revisionFlags } from '../revision-flags.ts'
import { showProgress } from '../show-progress.ts'

interface GithubIssuesFlags extends RevisionFlags {
  readonly subsystem?: readonly string[]
  readonly cache: boolean
}

export const githubIssuesCommand = buildCommand<GithubIssuesFlags, [], CliContext>({
  docs: {
    brief: 'Keep an issue on GitHub for each subsystem that has something to convert',
    fullDescription: [
      'Opens an issue for each MAINTAINERS section with acquires to convert or mismatched pairs, with a list of them. Run again,',
      'it ticks what the code converted, adds what is new, closes an issue of which nothing is left and reopens it where',
      'something comes back. What people wrote into it, their labels and who is assigned stay. It may be cut off at any time and',
      'run again: nothing is opened twice.',
      '',
      'Set GITHUB_REPOSITORY=OWNER/NAME and GITHUB_TOKEN (permission "Issues: write"), or GITHUB_APP_ID and',
      'GITHUB_APP_PRIVATE_KEY; GITHUB_API_URL and GITHUB_URL for an Enterprise server.',
      '',
      'EXAMPLES',
      '  All subsystems of a branch:',
      '    GITHUB_REPOSITORY=me/linux pinwatch github-issues --repo ~/linux --rev master',
      '  One of them:',
      '    GITHUB_REPOSITORY=me/linux pinwatch github-issues --repo ~/linux --subsystem "9P FILE SYSTEM"',
    ].join('\n'),
  },
  parameters: {
    flags: {
      ...revisionFlags,
      subsystem: {
        kind: 'parsed',
        parse: String,
        optional: true,
        variadic: true,
        brief: 'Only the issue of this MAINTAINERS section',
        placeholder: 'NAME',
      },
      cache: cacheFlag,
    },
  },
  async func(flags) {
    const { process } = this
    // before the scan: a wrong setting must not cost its time
    const { github, repository, pages } = await connectGithub(process)
    const progress = showProgress(process.stderr)
    const scan = await listRows({
      repo: flags.repo,
      rev: flags.rev,
      subdir: flags.subdir ?? '',
      include: [],
      cacheHome: flags.cache ? parseEnvironment(process.env, this.root, ['PINWATCH_HOME']).home : null,
      workerEntry: this.workerEntry,
      onProgress: progress.update,
    }).finally(progress.clear)
    try {
      const asked = flags.subsystem ?? []
      const filter = { paths: [], subsystems: asked, statuses: [], role: null, all: true }
      // a site is in the issue of its primary section alone
      const chosen = asked.length === 0 ? null : new Set(asked.map((name) => name.toLowerCase()))
      const rows = filterRows(scan.rows, filter, scan.titles).filter(
        ({ subsystem }) => chosen === null || chosen.has(subsystem?.toLowerCase() ?? ''),
      )
      const scope =
        chosen === null
          ? null
          : new Set(
              scan.titles
                .filter((title) => chosen.has(title.toLowerCase()))
                .map((title) => markerOf('subsystem', title)),
            )
      const wanted = wantedIssues(rows, { filesUrl: `${pages}/blob/${scan.commit.oid}` })
      const print = ({ number, done, title }: SyncedIssue) =>
        process.stdout.write(`#${number} ${done}: ${printable(title)}\n`)
      await syncIssues(github, repository, { kind: 'subsystem', wanted, scope, onIssue: print })
      if (wanted.length === 0) await writeAll(process.stderr, ['Nothing is left to convert here.\n'])
    } finally {
      scan.repository.close()
    }
  },
})
