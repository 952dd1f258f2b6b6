import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chownSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { makeFolder } from '../make-repository.ts'
import { query } from '../query.ts'
import type { TestHost } from './open-network.ts'

/** A server of Debian's own package on a host. */
export interface HostedPostgres {
  /** For hosts, at an address of its own. */
  urlAt(address: string, database: string): string
  /** For tests, which are on no host: by its socket. */
  hereUrl(database: string): string
  /** As a crash ends it, with everybody's connections. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Makes a standby the server. */
  promote(): void
}

/** Folder of Debian's binaries; `null` where the package is not installed. */
export function findDebianPostgres(): string | null {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root)
    ? readdirSync(root).filter((name) => existsSync(join(root, name, 'bin/postgres')))
    : []
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  return newest === undefined ? null : join(root, newest, 'bin')
}

const uid = () => Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }))
const asPostgres = ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--']
const settings = ['-c', 'listen_addresses=*', '-c', 'max_connections=80']
const running = new Set<ChildProcess>()
afterAll(async () => {
  for (const child of running) {
    child.kill('SIGQUIT')
    if (child.exitCode === null) await once(child, 'exit')
  }
})

/** With `standbyOf` a copy of that server that follows it; what is committed there from then on is here, too. */
export async function startPostgres(host: TestHost, standbyOf: TestHost | null = null): Promise<HostedPostgres> {
  const binaries = findDebianPostgres()
  if (binaries === null) throw new Error('There is no Postgres of Debian here: apt-get install postgresql')
  const folder = makeFolder()
  chownSync(folder, uid(), -1)
  const data = join(folder, 'data')
  const run = (program: string, ...args: readonly string[]) => {
    const [command = '', ...rest] = [...host.within, ...asPostgres, join(binaries, program), ...args]
    execFileSync(command, rest, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  }
  if (standbyOf === null) {
    run('initdb', '--pgdata', data, '--auth=trust', '--username=pinwatch', '--no-sync')
    appendFileSync(
      join(data, 'pg_hba.conf'),
      'host all all 10.213.0.0/16 trust\nhost replication all 10.213.0.0/16 trust\n',
    )
  } else {
    run(
      'pg_basebackup',
      '--pgdata',
      data,
      '--write-recovery-conf',
      '--checkpoint=fast',
      '--host',
      standbyOf.address,
      '--username=pinwatch',
    )
  }
  let child: ChildProcess | null = null
  const server: HostedPostgres = {
    urlAt: (address, database) => `postgresql://pinwatch@${address}:5432/${database}`,
    hereUrl: (database) => `postgresql://pinwatch@localhost/${database}?host=${encodeURIComponent(folder)}`,
    async kill() {
      if (child === null) return
      child.kill('SIGQUIT')
      if (child.exitCode === null) await once(child, 'exit')
    },
    async start() {
      const [command = '', ...rest] = [
        ...host.within,
        ...asPostgres,
        join(binaries, 'postgres'),
        '-D',
        data,
        ...settings,
        '-c',
        `unix_socket_directories=${folder}`,
      ]
      const started = spawn(command, rest, { cwd: '/', stdio: 'ignore' })
      child = started
      running.add(started)
      started.once('exit', () => running.delete(started))
      for (let tries = 0; !(await isAnswering(server.hereUrl('postgres'))); tries++) {
        if (started.exitCode !== null || tries > 1000) throw new Error(`Postgres does not answer in ${folder}`)
        await delay(50)
      }
    },
    promote: () => run('pg_ctl', 'promote', '--pgdata', data, '--wait'),
  }
  await server.start()
  return server
}

async function isAnswering(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  )
}
