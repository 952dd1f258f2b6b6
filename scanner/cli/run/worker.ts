import { join } from 'node:path'
import { parseEnvironment } from '#scanner/environment.ts'
import { runWorker } from '#scanner/jobs/run-worker.ts'
import type { CliContext } from '../context.ts'
import { findDatabase } from '../database-address.ts'
import { makeTeller } from '../show-scan.ts'
import { listenForStop } from '../stop-signals.ts'

export async function worker(this: CliContext): Promise<void> {
  const { process, root } = this
  const environment = parseEnvironment(process.env, root, ['PINWATCH_HOME', 'DATABASE_URL'])
  // there must be one to begin with; later it may go away and come back
  await findDatabase(environment)
  const { stop, kill } = listenForStop(process)
  kill.addEventListener('abort', () => process.exit(130))
  const teller = makeTeller(process.stderr)
  // the launcher shows progress itself: what it passes on is trouble
  const isChild = process.channel !== undefined
  await runWorker({
    findDatabase: () => findDatabase(environment).catch(() => null),
    home: environment.home,
    migrations: join(root, 'prisma', 'migrations'),
    workerEntry: this.workerEntry,
    signal: stop,
    say: isChild ? () => {} : (sentence) => teller.say(sentence),
    warn: (sentence) => teller.say(sentence),
    // should this process be killed, the launcher gives the scan back
    onScan: (scan) => process.send?.(scan),
  })
  // a scan that was called off may still be reading
  process.exit(0)
}
