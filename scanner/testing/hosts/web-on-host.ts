import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startPinwatch } from '../start-pinwatch.ts'
import type { TestHost } from './open-network.ts'

/** The pages as they are built, here or, as `npm i -g` of what is packed puts them, elsewhere. */
const script = process.env.PINWATCH_SCRIPT ?? join(import.meta.dirname, '..', '..', 'pinwatch.mjs')

export interface HostAnswer {
  /** 0: there was none. */
  readonly status: number
  readonly body: string
}

export interface HostedWeb {
  /** Asked from another host. */
  ask(path: string, from: TestHost): Promise<HostAnswer>
  end(): Promise<number | null>
}

/** Pages on a host, for anybody to read; resolves when they answer. Where they are not built yet, that is done first and takes minutes. */
export async function startWeb(host: TestHost, databaseUrl: string): Promise<HostedWeb> {
  const base = `http://${host.address}:3000`
  const web = await startPinwatch(['serve'], {
    script,
    within: host.within,
    env: {
      DATABASE_URL: databaseUrl,
      HOST: host.address,
      PORT: '3000',
      PINWATCH_URL: base,
      PINWATCH_READ_ONLY: '1',
      LOG_LEVEL: 'silent',
    },
  })
  const ask = (path: string, from: TestHost) => curl(from, `${base}${path}`)
  while ((await ask('/api/health', host)).status !== 200) await delay(200)
  return { ask, end: () => web.end() }
}

function curl({ within }: TestHost, url: string): Promise<HostAnswer> {
  const [command = '', ...rest] = [
    ...within,
    'curl',
    '--silent',
    '--max-time',
    '30',
    '--write-out',
    '\n%{http_code}',
    url,
  ]
  return new Promise((resolve) => {
    execFile(command, rest, { maxBuffer: 64e6 }, (_, stdout) => {
      const at = stdout.lastIndexOf('\n')
      resolve({ status: Number(stdout.slice(at + 1)), body: stdout.slice(0, at) })
    })
  })
}
