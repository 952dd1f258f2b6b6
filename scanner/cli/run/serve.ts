import { checkServing } from '#prisma/check-serving.ts'
import { parseEnvironment } from '#scanner/environment.ts'
import { choosePort } from '#scanner/jobs/launch/choose-port.ts'
import { urlOf } from '#scanner/jobs/launch/is-loopback.ts'
import { nextEnvironment, nextWeb } from '#scanner/jobs/launch/next-web.ts'
import { refuseOpenHost } from '#scanner/jobs/launch/refuse-open-host.ts'
import { spawnChild } from '#scanner/jobs/launch/spawn-child.ts'
import { webEnvironment } from '#scanner/jobs/launch/web-flags.ts'
import type { CliContext } from '../context.ts'
import { findDatabase } from '../database-address.ts'
import { makeTeller } from '../show-scan.ts'
import { listenForStop } from '../stop-signals.ts'

export async function serve(this: CliContext): Promise<void> {
  const { process, root, script } = this
  const environment = parseEnvironment(process.env, root)
  refuseOpenHost(environment)
  const { home, host, port: asked } = environment
  const DATABASE_URL = await findDatabase(environment)
  await checkServing(DATABASE_URL)
  const teller = makeTeller(process.stderr)
  const { port, insteadOf } = await choosePort(host, asked)
  if (insteadOf !== null) teller.say(`Port 3000 is taken by ${insteadOf}: the pages get port ${port}.`)
  const { stop, kill } = listenForStop(process)
  const web = this.web ?? nextWeb(root, script)
  try {
    await web.prepare({ say: (sentence) => teller.say(sentence), signal: stop })
  } catch (error) {
    if (stop.aborted) return
    throw error
  }
  const child = spawnChild({
    root,
    args: web.args,
    env: {
      ...process.env,
      ...nextEnvironment,
      ...webEnvironment,
      NODE_ENV: 'production',
      PINWATCH_HOME: home,
      DATABASE_URL,
      HOST: host,
      PORT: String(port),
    },
    onLine: (line, stream) => {
      // as it is: a program reads it
      if (stream === 'stderr') process.stderr.write(`${line}\n`)
    },
  })
  stop.addEventListener('abort', () => void child.stop(8000), { once: true })
  kill.addEventListener('abort', () => child.kill(), { once: true })
  teller.say(`The pages are at ${urlOf(host, port)}/`)
  const how = await child.ended
  if (stop.aborted) return
  teller.say(`pinwatch: the web server ended (${how}).`)
  process.exitCode = 2
}
