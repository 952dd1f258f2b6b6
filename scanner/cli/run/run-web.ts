import { parseEnvironment } from '#scanner/environment.ts'
import { isLoopback } from '#scanner/jobs/launch/is-loopback.ts'
import { runWeb } from '#scanner/web/run-web.ts'
import type { CliContext } from '../context.ts'
import { listenForStop } from '../stop-signals.ts'
import { UsageError } from '../usage-error.ts'

/** Serves the pages until its parent ends it. */
export async function servePagesHere(this: CliContext): Promise<void> {
  const { process, root } = this
  const environment = parseEnvironment(process.env, root)
  const { databaseUrl, home, privateHosts, host, port, hostNames, logLevel, metricsPort, metricsToken } = environment
  const { publicUrl, proxies } = environment
  if (process.channel === undefined || databaseUrl === null || port === null)
    throw new UsageError('run-web is for others to start: use pinwatch serve.')
  const { stop, kill } = listenForStop(process)
  kill.addEventListener('abort', () => process.exit(130))
  await runWeb({
    root,
    host,
    port,
    databaseUrl,
    home,
    privateHosts,
    hosts: { names: new Set(hostNames), isLoopback: isLoopback(host) },
    proxies: { proxies, behindName: publicUrl?.startsWith('https:') ? new URL(publicUrl).hostname : null },
    logLevel: logLevel ?? 'info',
    metricsPort,
    metricsToken,
    stop,
  })
  process.exit(0)
}
