import {
  type ApplicationContext,
  buildApplication,
  proposeCompletions,
  type RouteMap,
  run,
  text_en,
} from '@stricli/core'
import { BackupError } from '#prisma/backup/backup-error.ts'
import { DatabaseError } from '#prisma/database-error.ts'
import { CacheError } from '#scanner/cache/cache-error.ts'
import { EnvironmentError } from '#scanner/environment.ts'
import { GitError } from '#scanner/git/git-error.ts'
import { GithubError } from '#scanner/github/github-error.ts'
import { LaunchError } from '#scanner/jobs/launch/launch-error.ts'
import { ScanTrouble } from '#scanner/jobs/scan-trouble.ts'
import { MailError } from '#scanner/mail/mail-error.ts'
import type { CliContext } from './context.ts'
import { describeUsage } from './describe-usage.ts'
import { endOnBrokenPipe, writeAll } from './output.ts'
import { UsageError } from './usage-error.ts'
import { version } from './version.ts'

/** Wrong usage or a broken world; findings of a gate are 1. */
const exitBroken = 2

const expected = [
  BackupError,
  GitError,
  GithubError,
  CacheError,
  DatabaseError,
  EnvironmentError,
  LaunchError,
  MailError,
  ScanTrouble,
  UsageError,
] as const

/** Expected trouble is a sentence; anything else is a bug, and its stack helps to mend it. */
function describeError(error: unknown): string {
  if (expected.some((kind) => error instanceof kind) && error instanceof Error) return `pinwatch: ${error.message}`
  return `pinwatch: this is a bug in Pinwatch: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

/** Runs the command line of this process with some commands, and sets its exit code. */
export async function runApplication(
  routes: RouteMap<CliContext>,
  { process, ...known }: Omit<CliContext, 'forCommand'>,
): Promise<void> {
  const application = buildApplication<CliContext>(routes, {
    name: 'pinwatch',
    versionInfo: { currentVersion: version },
    scanner: { caseStyle: 'allow-kebab-for-camel' },
    documentation: { caseStyle: 'convert-camel-to-kebab' },
    localization: {
      loadText: () => ({
        ...text_en,
        exceptionWhileRunningCommand: describeError,
        exceptionWhileParsingArguments: describeUsage,
        noCommandRegisteredForInput: ({ input, corrections }) =>
          `pinwatch: ${input}: no such command.${corrections.length > 0 ? ` Did you mean ${corrections.join(' or ')}?` : ''} See pinwatch --help.`,
      }),
    },
    determineExitCode: () => exitBroken,
  })
  const inputs = process.argv.slice(2)
  // who reads only the beginning of a list has what it wanted; of a check nobody knows how it would have ended
  endOnBrokenPipe(process, inputs[0] === 'check' ? exitBroken : 0)
  // node types the exit code as possibly undefined, which the argument library's interface leaves out
  const context = { process, ...known } as CliContext & ApplicationContext
  if (inputs[0] === '__complete') {
    const proposals = await proposeCompletions(application, inputs.slice(1), context)
    await writeAll(
      process.stdout,
      proposals.map(({ completion }) => `${completion}\n`),
    )
    return
  }
  await run(application, inputs.length === 0 ? ['--help'] : inputs, context)
  // the argument library's own codes for wrong usage are negative
  if (Number(process.exitCode ?? 0) < 0) process.exitCode = exitBroken
}
