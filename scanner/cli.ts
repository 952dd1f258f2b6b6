import { buildRouteMap } from '@stricli/core'
import { backupCommand, restoreCommand } from '#scanner/cli/commands/backup.ts'
import { checkCommand } from '#scanner/cli/commands/check.ts'
import { assignCommand, claimCommand } from '#scanner/cli/commands/claim.ts'
import { compareCommand } from '#scanner/cli/commands/compare.ts'
import { completionCommand } from '#scanner/cli/commands/completion.ts'
import { digestCommand } from '#scanner/cli/commands/digest.ts'
import { doctorCommand } from '#scanner/cli/commands/doctor.ts'
import { exportCommand } from '#scanner/cli/commands/export.ts'
import { githubAssignmentsCommand } from '#scanner/cli/commands/github-assignments.ts'
import { githubIssuesCommand } from '#scanner/cli/commands/github-issues.ts'
import { mergeTriageCommand } from '#scanner/cli/commands/merge-triage.ts'
import { ownersCommand } from '#scanner/cli/commands/owners.ts'
import { runScansCommand } from '#scanner/cli/commands/run-scans.ts'
import { runWebCommand } from '#scanner/cli/commands/run-web.ts'
import { scanCommand } from '#scanner/cli/commands/scan.ts'
import { scansCommand } from '#scanner/cli/commands/scans.ts'
import { serveCommand } from '#scanner/cli/commands/serve.ts'
import { sitesCommand } from '#scanner/cli/commands/sites.ts'
import { startCommand } from '#scanner/cli/commands/start.ts'
import { tokenCommand } from '#scanner/cli/commands/token.ts'
import { treesCommand } from '#scanner/cli/commands/trees.ts'
import { triageCommand } from '#scanner/cli/commands/triage.ts'
import { workerCommand } from '#scanner/cli/commands/worker.ts'
import { runApplication } from '#scanner/cli/run-application.ts'
import type { WebPart } from '#scanner/jobs/launch/web-part.ts'

/** For what is packed (`pack/pinwatch.mjs`). */
export { webFlags } from '#scanner/jobs/launch/web-flags.ts'

/** Every command by its name. */
export const routes = buildRouteMap({
  routes: {
    start: startCommand,
    sites: sitesCommand,
    check: checkCommand,
    compare: compareCommand,
    export: exportCommand,
    githubIssues: githubIssuesCommand,
    githubAssignments: githubAssignmentsCommand,
    owners: ownersCommand,
    scan: scanCommand,
    worker: workerCommand,
    serve: serveCommand,
    trees: treesCommand,
    scans: scansCommand,
    doctor: doctorCommand,
    backup: backupCommand,
    restore: restoreCommand,
    claim: claimCommand,
    assign: assignCommand,
    triage: triageCommand,
    mergeTriage: mergeTriageCommand,
    token: tokenCommand,
    digest: digestCommand,
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

export interface MainOptions {
  /** Folder of the project. */
  readonly root: string
  /** What `start` and `serve` run in place of Next.js. */
  readonly web?: WebPart
}

/** Runs the command line. */
export function main({ root, web }: MainOptions): Promise<void> {
  return runApplication(routes, {
    process,
    root,
    // beside this module where both are bundled (`bundleCommandLine()`)
    workerEntry: new URL('./thread.mjs', import.meta.url),
    script: process.argv[1] ?? '',
    ...(web === undefined ? {} : { web }),
  })
}
