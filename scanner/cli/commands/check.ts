import { buildCommand } from '@stricli/core'
import { parseEnvironment } from '#scanner/environment.ts'
import type { CheckReport } from '#scanner/model/check.ts'
import { checkRange } from '#scanner/run/check/check-range.ts'
import { parseRange, resolveRange } from '#scanner/run/check/resolve-range.ts'
import { verdictOf } from '../check/verdict-of.ts'
import type { CliContext } from '../context.ts'
import { formatCheckJson } from '../format/format-check-json.ts'
import { formatCheckText } from '../format/format-check-text.ts'
import { colorsFor, writeAll } from '../output.ts'
import { revisionFlags } from '../revision-flags.ts'
import { showProgress } from '../show-progress.ts'
import { UsageError } from '../usage-error.ts'

const formats = ['text', 'json'] as const

interface CheckFlags {
  readonly repo: string
  readonly format: (typeof formats)[number]
  readonly strict: boolean
  readonly explain: boolean
  readonly cache: boolean
}

export const checkCommand = buildCommand<CheckFlags, [string?], CliContext>({
  docs: {
    brief: 'Stop new unconverted sites: what does a change add or make worse?',
    fullDescription: [
      'Compares the commits of a range with where they began, and reports new calls that take plain references, pages that are',
      'pinned and dropped like plain ones or the other way round, releases that were lost. What was there before is no finding,',
      'wherever it moved. Nothing is written to the repository.',
      '',
      'Exit codes: 0 nothing wrong, 1 an error was found, 2 the check could not be made.',
      '',
      'EXAMPLES',
      '  My branch, before it is sent:',
      '    pinwatch check --repo ~/linux origin/master..HEAD',
      '  One commit:',
      '    pinwatch check --repo ~/linux HEAD',
    ].join('\n'),
  },
  parameters: {
    flags: {
      repo: revisionFlags.repo,
      format: { kind: 'enum', values: formats, default: 'text', brief: 'Form of the output' },
      strict: { kind: 'boolean', default: false, withNegated: false, brief: 'Fail on warnings, too' },
      explain: { kind: 'boolean', default: false, withNegated: false, brief: 'Print the evidence of each finding' },
      cache: { kind: 'boolean', default: true, brief: 'Keep facts for the next run (in PINWATCH_HOME)' },
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
  async func(flags, range) {
    const { process } = this
    if (range === undefined)
      throw new UsageError('say what to check: a range as origin/master..HEAD, or one commit as HEAD.')
    const progress = showProgress(process.stderr)
    const report = await checkRange(await resolveRange(flags.repo, parseRange(range)), {
      cacheHome: flags.cache ? parseEnvironment(process.env, this.root, ['PINWATCH_HOME']).home : null,
      workerEntry: this.workerEntry,
      onProgress: progress.update,
    }).finally(progress.clear)
    const verdict = verdictOf(report, flags)
    await writeAll(process.stdout, [formatReport(report, verdict, flags, process)])
    await writeAll(
      process.stderr,
      report.notices.map((notice) => `Note: ${notice}\n`),
    )
    if (verdict === 'fail') process.exitCode = 1
  },
})

function formatReport(
  report: CheckReport,
  verdict: 'pass' | 'fail',
  { format, explain }: CheckFlags,
  process: NodeJS.Process,
): string {
  switch (format) {
    case 'json':
      return formatCheckJson(report, verdict)
    case 'text':
      return formatCheckText(report, {
        colors: colorsFor(process.stdout, process.env),
        codeOf: () => null,
        explain,
        verdict,
      })
  }
}
