import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { BenchError } from '../bench-error.ts'
import type { Sample } from '../run-timed.ts'
import type { Workspace } from '../workspace.ts'

export interface Service {
  /** Where the pages are, without a slash at the end. */
  readonly url: string
  /** Of the command, which may have started others. */
  readonly pid: number
  /** From the command to pages that answer. */
  readonly answers: Sample
  /** From the command to the tree's overview with its numbers. */
  readonly published: Sample
  stop(): Promise<void>
}

export interface StartOptions {
  /** `serve` is the pages alone, over a database that runs already. */
  readonly command?: 'start' | 'serve'
  readonly home: string
  /** What the command is given. */
  readonly inputs: readonly string[]
  /** Without one the command has its own. */
  readonly databaseUrl?: string
  /** A page that has its numbers once the scan is published. */
  readonly overview: string
}

const waitedMsMax = 600_000

/** Runs `pinwatch start` or `serve` until its pages have the numbers of the tree. Rejects with `BenchError` if it ends before that. */
export async function runStart({ root, signal }: Workspace, options: StartOptions): Promise<Service> {
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const load = loadavg()[0] ?? 0
  const started = performance.now()
  const command = options.command ?? 'start'
  const child = spawn(process.execPath, [join(root, 'scanner', 'pinwatch.mjs'), command, ...options.inputs], {
    env: {
      ...process.env,
      PINWATCH_HOME: options.home,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: options.databaseUrl ?? '',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000)
  })
  const stop = () => stopChild(child)
  signal.addEventListener('abort', stop, { once: true })
  const until = async (path: string): Promise<Sample> => {
    while (!(await isFine(`${url}${path}`))) {
      if (child.exitCode !== null || signal.aborted) throw new BenchError(`pinwatch ${command} ended.\n${said.trim()}`)
      if (performance.now() - started > waitedMsMax) throw new BenchError(`${path} did not answer.\n${said.trim()}`)
      await wait(50)
    }
    return { value: performance.now() - started, load }
  }
  try {
    const answers = await until('/api/ready')
    return { url, pid: child.pid ?? 0, answers, published: await until(options.overview), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function isFine(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { redirect: 'manual' })
    const text = await answer.text()
    return answer.status === 200 && !text.includes('No revision of this tree is published yet')
  } catch {
    return false
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
