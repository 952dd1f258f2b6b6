import { buildCommand } from '@stricli/core'
import pc from 'picocolors'
import { parseEnvironment } from '#scanner/environment.ts'
import { composeReply } from '#scanner/mail/compose-reply.ts'
import type { Posting } from '#scanner/mail/series.ts'
import type { CheckedRange, CheckReport } from '#scanner/model/check.ts'
import { checkRange } from '#scanner/run/check/check-range.ts'
import { checkMailbox } from '../check/check-mailbox.ts'
import { openRange } from '../check/open-range.ts'
import { verdictOf } from '../check/verdict-of.ts'
import type { CliContext } from '../context.ts'
import { findTop } from '../find-top.ts'
import { formatCheckGithub } from '../format/format-check-github.ts'
import { formatCheckJson } from '../format/format-check-json.ts'
import { formatCheckSarif } from '../format/format-check-sarif.ts'
import { formatCheckTerse } from '../format/format-check-terse.ts'
import { formatCheckText } from '../format/format-check-text.ts'
import { publishReport } from '../github/publish-report.ts'
import { colorsFor, writeAll } from '../output.ts'
import { readTriageFile } from '../read-triage-file.ts'
import { revisionFlags, subdirFlag } from '../revision-flags.ts'
import { showProgress } from '../show-progress.ts'
import { UsageError } from '../usage-error.ts'
import { version } from '../version.ts'

const formats = ['text', 'terse', 'json', 'github', 'sarif'] as const

interface CheckFlags {
  readonly repo: string
  readonly subdir?: string
  readonly format: (typeof formats)[number]
  readonly staged: boolean
  readonly worktree: boolean
  readonly sinceTag?: string
  readonly triage?: string
  readonly strict: boolean
  readonly explain: boolean
  readonly cache: boolean
  readonly githubCheck: boolean
  readonly mbox?: string
  readonly base?: string
  readonly series?: string
  readonly reply: boolean
}

export const checkCommand = buildCommand<Omit<CheckFlags, 'repo'> & { readonly repo?: string }, [string?], CliContext>({
  docs: {
    brief: 'Stop new unconverted sites: what does a change add or make worse?',
    fullDescription: [
      'Compares the commits of a range with where they began, and reports new calls that take plain references, pages that are',
      'pinned and dropped like plain ones or the other way round, and releases that were lost. What was there before is no',
      'finding, wherever it moved. Nothing is written to the repository.',
      '',
      'Exit codes: 0 nothing wrong, 1 an error was found, 2 the check could not be made.',
      '',
      'EXAMPLES',
      '  My branch, before it is sent:',
      '    pinwatch check --repo ~/linux origin/master..HEAD',
      '  One commit, or what is about to become one:',
      '    pinwatch check --repo ~/linux HEAD',
      '    pinwatch check --repo ~/linux --staged',
      '  A series from a mailing list, and the answer to it:',
      '    b4 mbox -o- MESSAGE-ID | pinwatch check --repo ~/linux --mbox - --reply',
      '  What a downstream did on top of a release, without what was judged already:',
      '    pinwatch check --repo ~/linux --since-tag v6.12 --triage gup.triage',
      '  In a workflow of GitHub, with annotations on the lines (needs GITHUB_TOKEN with "Checks: write"):',
      '    pinwatch check --github-check origin/main...HEAD',
      '  For scripts, one JSON object (schema: public/schema/check-v1.json):',
      "    pinwatch check --repo ~/linux --format json HEAD | jq -r '.findings[].message'",
    ].join('\n'),
  },
  parameters: {
    flags: {
      repo: {
        ...revisionFlags.repo,
        brief: `${revisionFlags.repo.brief}; the one around you unless given`,
        optional: true,
      },
      subdir: subdirFlag,
      format: { kind: 'enum', values: formats, default: 'text', brief: 'Form of the output' },
      staged: { kind: 'boolean', default: false, withNegated: false, brief: 'Check what the index holds' },
      worktree: { kind: 'boolean', default: false, withNegated: false, brief: 'Check the C files of the work tree' },
      sinceTag: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Check what HEAD, or the revision given, has on top of this tag',
        placeholder: 'TAG',
      },
      triage: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'What people judged of sites: these are notes',
        placeholder: 'FILE',
      },
      strict: { kind: 'boolean', default: false, withNegated: false, brief: 'Fail on warnings, too' },
      explain: { kind: 'boolean', default: false, withNegated: false, brief: 'Print the evidence of each finding' },
      cache: { kind: 'boolean', default: true, brief: 'Keep facts for the next run (in PINWATCH_HOME)' },
      githubCheck: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Also make a check run on GitHub, in GITHUB_REPOSITORY with GITHUB_TOKEN',
      },
      mbox: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Check mailed patches instead of a range; - is standard input',
        placeholder: 'FILE',
      },
      base: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'What mailed patches apply to; else what they say, else the newest tag that fits',
        placeholder: 'REV',
      },
      series: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Only this series of the mailbox: its number, or the id of one of its mails',
        placeholder: 'ID',
      },
      reply: { kind: 'boolean', default: false, withNegated: false, brief: 'Print a mail that answers mailed patches' },
    },
    positional: {
      kind: 'tuple',
      parameters: [
        {
          parse: String,
          optional: true,
          brief: 'BASE..HEAD, BASE...HEAD, or one commit',
          placeholder: 'RANGE',
        },
      ],
    },
  },
  async func(asked, range) {
    const { process } = this
    const flags: CheckFlags = { ...asked, repo: asked.repo ?? findTop(process.cwd()) }
    requireSense(flags, range)
    // before the check: a broken line must not cost its time
    const triage = flags.triage === undefined ? null : await readTriageFile(flags.triage)
    const progress = showProgress(process.stderr)
    const check = (checked: CheckedRange) =>
      checkRange(checked, {
        triage,
        subdir: flags.subdir ?? '',
        cacheHome: flags.cache ? parseEnvironment(process.env, this.root, ['PINWATCH_HOME']).home : null,
        workerEntry: this.workerEntry,
        onProgress: progress.update,
      }).finally(progress.clear)
    const print = async (report: CheckReport, posting: Posting | null) => {
      const verdict = verdictOf(report, flags)
      await writeAll(process.stdout, [formatReport(report, { verdict, posting, flags, process })])
      await writeAll(
        process.stderr,
        report.notices.map((notice) => `Note: ${notice}\n`),
      )
      if (flags.githubCheck) await publishReport(process, report, verdict)
      return verdict
    }
    if (flags.mbox !== undefined) {
      const wish = { repo: flags.repo, file: flags.mbox, base: flags.base ?? null, series: flags.series ?? null }
      process.exitCode = await checkMailbox(wish, { stdin: process.stdin, stderr: process.stderr, check, print })
      return
    }
    const opened = await openRange(flags, range)
    try {
      if ((await print(await check(opened.range), null)) === 'fail') process.exitCode = 1
    } finally {
      await opened.close()
    }
  },
})

function requireSense(
  { mbox, base, series, reply, format, staged, worktree, sinceTag, githubCheck }: CheckFlags,
  range: string | undefined,
): void {
  if (githubCheck && (mbox !== undefined || staged || worktree))
    throw new UsageError('--github-check is about a commit that is on GitHub. Give a range or a commit.')
  if (mbox === undefined) {
    const odd = base !== undefined ? '--base' : series !== undefined ? '--series' : reply ? '--reply' : null
    if (odd !== null)
      throw new UsageError(`${odd} is about mailed patches. Name them with --mbox FILE, or leave it out.`)
    return
  }
  if (range !== undefined)
    throw new UsageError(`with --mbox no range is given. To say what the patches apply to: --base ${range}.`)
  if (staged || worktree || sinceTag !== undefined)
    throw new UsageError('--mbox says what to check. Leave out --staged, --worktree and --since-tag.')
  if (reply && format !== 'text') throw new UsageError('--reply prints a mail. Leave out --format.')
}

interface Printing {
  readonly verdict: 'pass' | 'fail'
  /** What the report is about, where it came by mail. */
  readonly posting: Posting | null
  readonly flags: CheckFlags
  readonly process: NodeJS.Process
}

function formatReport(report: CheckReport, { verdict, posting, flags, process }: Printing): string {
  const { format, explain, reply } = flags
  switch (format) {
    case 'json':
      return formatCheckJson(report, verdict)
    case 'terse':
      return formatCheckTerse(report)
    case 'github':
      return formatCheckGithub(report)
    case 'sarif':
      return formatCheckSarif(report, { version })
    case 'text': {
      const colors = reply ? pc.createColors(false) : colorsFor(process.stdout, process.env)
      const text = formatCheckText(report, { colors, explain, verdict, isMailed: posting !== null })
      if (!reply || posting === null) return text
      const mail = composeReply(posting, text)
      if (mail === null)
        throw new UsageError('--reply: these patches were never sent, so that there is nothing to answer.')
      return mail
    }
  }
}
