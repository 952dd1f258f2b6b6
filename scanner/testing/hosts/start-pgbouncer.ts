import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { makeFolder } from '../make-repository.ts'
import { query } from '../query.ts'
import { findFreePort } from '../serve-repository.ts'

export const hasPgbouncer = (): boolean => {
  try {
    execFileSync('pgbouncer', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGINT')
})

/** PgBouncer in transaction mode before a database; resolves to its address. */
export async function startPgbouncer(url: string, ignored: readonly string[] = []): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const folder = makeFolder()
  chmodSync(folder, 0o755)
  const file = join(folder, 'pgbouncer.ini')
  const own = await findFreePort()
  const lines = [
    '[databases]',
    `* = host=${hostname} port=${port} user=${username} password='${decodeURIComponent(password)}'`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${own}`,
    'auth_type = any',
    'pool_mode = transaction',
    'unix_socket_dir =',
    `ignore_startup_parameters = ${['extra_float_digits', ...ignored].join(', ')}`,
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  // it refuses to be root
  const asOther = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : []
  const [command = '', ...rest] = [...asOther, 'pgbouncer', file]
  running.add(spawn(command, rest, { cwd: '/', stdio: 'ignore' }))
  const pooled = new URL(url)
  pooled.host = `127.0.0.1:${own}`
  const isUp = () =>
    query(pooled.href, 'select 1').then(
      () => true,
      () => false,
    )
  for (let tries = 0; !(await isUp()); tries++) {
    if (tries > 200) throw new Error(`PgBouncer does not answer at ${pooled.href}, which leads to ${pathname}`)
    await delay(50)
  }
  return pooled.href
}
