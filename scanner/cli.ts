import { isMainThread, workerData } from 'node:worker_threads'
import {
  type ApplicationContext,
  buildApplication,
  buildRouteMap,
  proposeCompletions,
  run,
  text_en,
} from '@stricli/core'
import { DatabaseError } from '#prisma/database-error.ts'
import { CacheError } from '#scanner/cache/cache-error.ts'
import { checkCommand } from '#scanner/cli/commands/check.ts'
import { assignCommand, claimCommand } from '#scanner/cli/commands/claim.ts'
import { compareCommand } from '#scanner/cli/commands/compare.ts'
import { completionCommand } from '#scanner/cli/commands/completion.ts'
import { exportCommand } from '#scanner/cli/commands/export.ts'
import { ownersCommand } from '#scanner/cli/commands/owners.ts'
import { runScansCommand } from '#scanner/cli/commands/run-scans.ts'
import { runWebCommand } from '#scanner/cli/commands/run-web.ts'
import { scanCommand } from '#scanner/cli/commands/scan.ts'
import { serveCommand } from '#scanner/cli/commands/serve.ts'
import { sitesCommand } from '#scanner/cli/commands/sites.ts'
import { startCommand } from '#scanner/cli/commands/start.ts'
import { tokenCommand } from '#scanner/cli/commands/token.ts'
import { triageCommand } from '#scanner/cli/commands/triage.ts'
import { workerCommand } from '#scanner/cli/commands/worker.ts'
import type { CliContext } from '#scanner/cli/context.ts'
import { describeUsage } from '#scanner/cli/describe-usage.ts'
import { endOnBrokenPipe, writeAll } from '#scanner/cli/output.ts'
import { UsageError } from '#scanner/cli/usage-error.ts'
import { version } from '#scanner/cli/version.ts'
import { EnvironmentError } from '#scanner/environment.ts'
import { GitError } from '#scanner/git/git-error.ts'
import { runParentWatch } from '#scanner/jobs/apart/run-parent-watch.ts'
import { LaunchError } from '#scanner/jobs/launch/launch-error.ts'
import type { WebPart } from '#scanner/jobs/launch/web-part.ts'
import { ScanTrouble } from '#scanner/jobs/scan-trouble.ts'
import { MailError } from '#scanner/mail/mail-error.ts'
import { runReadWorker } from '#scanner/run/read-worker.ts'

const routes = buildRouteMap({
  routes: {
    start: startCommand,
    sites: sitesCommand,
    check: checkCommand,
    compare: compareCommand,
    export: exportCommand,
    owners: ownersCommand,
    scan: scanCommand,
    worker: workerCommand,
    serve: serveCommand,
    claim: claimCommand,
    assign: assignCommand,
    triage: triageCommand,
    token: tokenCommand,
    completion: completionCommand,
    runScans: runScansCommand,
    runWeb: runWebCommand,
  },
  docs: {
    // worker, start and serve start them, nobody else
    hideRoute: { runScans: true, runWeb: true },
    brief: 'Track the conversion of get_user_pages() call sites in the Linux kernel',
    fullDescription: [
      'Reads a kernel git tree and lists every call that takes or drops references to user pages.',
      '',
      'EXAMPLES',
      '    pinwatch start --repo ~/linux',
      '    pinwatch sites --repo ~/linux',
      '    pinwatch check --repo ~/linux origin/master..HEAD',
      '    pinwatch compare --repo ~/linux v6.11 v6.12',
      '    pinwatch owners --repo ~/linux mm/gup.c',
      '    pinwatch sites --help',
    ].join('\n'),
  },
})

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

/** Wrong usage or a broken world; findings of a gate are 1. */
const exitBroken = 2

const expected = [
  GitError,
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

export interface MainOptions {
  /** Folder of the project. */
  readonly root: string
  /** What `start` and `serve` run in place of Next.js. */
  readonly web?: WebPart
}

/** Runs the command line. */
export async function main({ root, web }: MainOptions): Promise<void> {
  const inputs = process.argv.slice(2)
  // who reads only the beginning of a list has what it wanted; of a check nobody knows how it would have ended
  endOnBrokenPipe(process, inputs[0] === 'check' ? exitBroken : 0)
  // node types the exit code as possibly undefined, which the argument library's interface leaves out
  const context = {
    process,
    root,
    workerEntry: new URL(import.meta.url),
    script: process.argv[1] ?? '',
    ...(web === undefined ? {} : { web }),
  } as CliContext & ApplicationContext
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

if (!isMainThread && workerData?.kind === 'read-blobs') runReadWorker()
if (!isMainThread && workerData?.kind === 'watch-parent') runParentWatch()
