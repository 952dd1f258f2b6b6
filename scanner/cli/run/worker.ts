import { join } from 'node:path'
import { parseEnvironment, scanVariables, tellingVariables } from '#scanner/environment.ts'
import { parseGithubEnvironment } from '#scanner/github/parse-github-environment.ts'
import { openScanRunner } from '#scanner/jobs/apart/open-scan-runner.ts'
import { runNextCheck } from '#scanner/jobs/gate/run-next-check.ts'
import { maintainMirrors } from '#scanner/jobs/maintain-mirrors.ts'
import { runWorker } from '#scanner/jobs/run-worker.ts'
import { mailSettings } from '#scanner/jobs/telling/mail-settings.ts'
import type { CliContext } from '../context.ts'
import { findDatabase } from '../database-address.ts'
import { makeTeller } from '../show-scan.ts'
import { listenForStop } from '../stop-signals.ts'
import { version } from '../version.ts'

export async function worker(this: CliContext): Promise<void> {
  const { process, root, script } = this
  const environment = parseEnvironment(process.env, root, [...scanVariables, ...tellingVariables])
  const github = parseGithubEnvironment(process.env)
  // there must be one to begin with; later it may go away and come back
  await findDatabase(environment)
  const { stop, kill } = listenForStop(process)
  kill.addEventListener('abort', () => process.exit(130))
  const teller = makeTeller(process.stderr)
  // the launcher shows progress itself: what it passes on is trouble
  const isChild = process.channel !== undefined
  await runWorker({
    findDatabase: () => findDatabase(environment).catch(() => null),
    migrations: join(root, 'prisma', 'migrations'),
    openRunner: (databaseUrl) =>
      openScanRunner({
        root,
        script,
        home: environment.home,
        databaseUrl,
        silenceMsMax: environment.scanSilenceSeconds * 1000,
        warn: (sentence) => teller.say(sentence),
      }),
    runNextCheck: (db, signal) =>
      runNextCheck(db, {
        root,
        script,
        home: environment.home,
        environment: github,
        publicUrl: environment.publicUrl,
        userAgent: `pinwatch/${version}`,
        signal,
        warn: (sentence) => teller.say(sentence),
      }),
    maintain: (signal) => maintainMirrors(environment.home, signal),
    scansAtOnce: environment.scansAtOnce,
    telling: {
      mail: mailSettings(environment, (sentence) => teller.say(sentence)),
      webhooks: { publicUrl: environment.publicUrl, privateHosts: environment.privateHosts },
    },
    signal: stop,
    say: isChild ? () => {} : (sentence) => teller.say(sentence),
    warn: (sentence) => teller.say(sentence),
    // should this process be killed, the launcher gives the scans back
    onScans: (scans) => process.send?.(scans),
  })
  process.exit(0)
}
