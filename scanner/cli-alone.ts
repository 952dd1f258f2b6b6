import { homedir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { isMainThread, workerData } from 'node:worker_threads'
import { buildRouteMap } from '@stricli/core'
import { checkCommand } from '#scanner/cli/commands/check.ts'
import { compareCommand } from '#scanner/cli/commands/compare.ts'
import { exportCommand } from '#scanner/cli/commands/export.ts'
import { githubIssuesCommand } from '#scanner/cli/commands/github-issues.ts'
import { ownersCommand } from '#scanner/cli/commands/owners.ts'
import { sitesCommand } from '#scanner/cli/commands/sites.ts'
import { runApplication } from '#scanner/cli/run-application.ts'
import { runReadWorker } from '#scanner/run/read-worker.ts'

// The command line without database and pages, as one file: `npm run bundle` makes `dist/pinwatch.mjs` of it. It is its own reading thread.

const routes = buildRouteMap({
  routes: {
    sites: sitesCommand,
    check: checkCommand,
    compare: compareCommand,
    export: exportCommand,
    githubIssues: githubIssuesCommand,
    owners: ownersCommand,
  },
  docs: {
    brief: 'Track the conversion of get_user_pages() call sites in the Linux kernel',
    fullDescription: [
      'Reads a kernel git tree and lists every call that takes or drops references to user pages. This is the command line as one',
      'file, without database and pages.',
      '',
      'EXAMPLES',
      '    pinwatch check --repo ~/linux origin/master..HEAD',
      '    pinwatch sites --repo ~/linux',
      '    pinwatch compare --repo ~/linux v6.11 v6.12',
      '    pinwatch owners --repo ~/linux mm/gup.c',
    ].join('\n'),
  },
})

/** Where facts are kept: there is no project that they could lie in. */
function cacheFolder(): string {
  const wanted = process.env.XDG_CACHE_HOME
  return join(wanted !== undefined && wanted !== '' ? wanted : join(homedir(), '.cache'), 'pinwatch')
}

if (!isMainThread) {
  if (workerData?.kind === 'read-blobs') runReadWorker()
} else {
  if (!process.env.PINWATCH_HOME) process.env.PINWATCH_HOME = cacheFolder()
  await runApplication(routes, {
    process,
    root: process.cwd(),
    workerEntry: new URL(import.meta.url),
    script: process.argv[1] ?? '',
  })
}
