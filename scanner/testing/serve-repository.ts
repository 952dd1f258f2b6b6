import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { dirname, join, normalize } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { TestHost } from './hosts/open-network.ts'
import { gitEnvironment, runTestGit } from './make-repository.ts'

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

export async function findFreePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A real `git daemon` for the length of a test, here or on a host; returns the URL of the repository. */
export async function serveByDaemon(
  directory: string,
  { address, within }: Pick<TestHost, 'address' | 'within'> = { address: '127.0.0.1', within: [] },
): Promise<string> {
  const port = await findFreePort()
  const [command = '', ...rest] = [...within, 'git']
  const child = spawn(
    command,
    [
      ...rest,
      'daemon',
      '--reuseaddr',
      '--export-all',
      `--listen=${address}`,
      `--port=${port}`,
      `--base-path=${dirname(directory)}`,
      dirname(directory),
    ],
    // of its own group: git daemon is a program that git starts
    { env: gitEnvironment, stdio: 'ignore', detached: true },
  )
  onTestFinished(() => {
    if (child.pid !== undefined) process.kill(-child.pid)
  })
  const url = `git://${address}:${port}/${directory.slice(dirname(directory).length + 1)}`
  const [program = '', ...args] = [...within, 'git', 'ls-remote', url]
  while (spawnSync(program, args, { env: gitEnvironment, stdio: 'ignore' }).status !== 0) await wait(20)
  return url
}

/** The files of a bare repository over http, as any web server has them. With `status` every request is answered by that. */
export async function serveByHttp(directory: string, status?: number): Promise<string> {
  runTestGit(directory, ['update-server-info'])
  const server = createHttpServer(async (request, response) => {
    if (status !== undefined) {
      response.writeHead(status, { 'www-authenticate': 'Basic realm="git"' }).end()
      return
    }
    const path = join(directory, normalize(new URL(request.url ?? '/', 'http://host').pathname))
    const found = await stat(path).catch(() => null)
    if (found?.isFile()) createReadStream(path).pipe(response)
    else response.writeHead(404).end()
  })
  const port = await listen(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${port}`
}

/** A way to a server that breaks off after so many bytes of its answer. */
export async function breakAfter(url: string, bytes: number): Promise<string> {
  const target = new URL(url)
  const server = createServer((socket) => {
    const upstream = connect(Number(target.port), target.hostname)
    const end = () => {
      socket.destroy()
      upstream.destroy()
    }
    let passed = 0
    upstream.on('data', (chunk) => {
      passed += chunk.length
      if (passed > bytes) end()
      else socket.write(chunk)
    })
    socket.pipe(upstream)
    for (const stream of [socket, upstream]) stream.on('error', end).on('close', end)
  })
  const port = await listen(server)
  onTestFinished(() => {
    server.close()
  })
  return url.replace(target.host, `127.0.0.1:${port}`)
}
