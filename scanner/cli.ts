import { isMainThread, workerData } from 'node:worker_threads'
import {
  type ApplicationContext,
  buildApplication,
  buildRouteMap,
  proposeCompletions,
  run,
  text_en,
} from '@stricli/core'
import { CacheError } from '#scanner/cache/cache-error.ts'
import { completionCommand } from '#scanner/cli/commands/completion.ts'
import { ownersCommand } from '#scanner/cli/commands/owners.ts'
import { sitesCommand } from '#scanner/cli/commands/sites.ts'
import type { CliContext } from '#scanner/cli/context.ts'
import { describeUsage } from '#scanner/cli/describe-usage.ts'
import { endOnBrokenPipe, writeAll } from '#scanner/cli/output.ts'
import { UsageError } from '#scanner/cli/usage-error.ts'
import { version } from '#scanner/cli/version.ts'
import { GitError } from '#scanner/git/git-error.ts'
import { runReadWorker } from '#scanner/run/read-worker.ts'

const routes = buildRouteMap({
  routes: { sites: sitesCommand, owners: ownersCommand, completion: completionCommand },
  docs: {
    brief: 'Track the conversion of get_user_pages() call sites in the Linux kernel',
    fullDescription: [
      'Reads a kernel git tree and lists every call that takes or drops references to user pages.',
      '',
      'EXAMPLES',
      '    pinwatch sites --repo ~/linux',
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

/** Expected trouble is a sentence; anything else is a bug, and its stack helps to mend it. */
function describeError(error: unknown): string {
  if (error instanceof GitError || error instanceof CacheError || error instanceof UsageError)
    return `pinwatch: ${error.message}`
  return `pinwatch: this is a bug in Pinwatch: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

/** Runs the command line. `root` is the folder of the project. */
export async function main({ root }: { readonly root: string }): Promise<void> {
  endOnBrokenPipe(process)
  const inputs = process.argv.slice(2)
  // node types the exit code as possibly undefined, which the argument library's interface leaves out
  const context = { process, root, workerEntry: new URL(import.meta.url) } as CliContext & ApplicationContext
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

if (!isMainThread && workerData?.kind === 'read-blobs') await runReadWorker()
