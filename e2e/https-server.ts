import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mailPort } from './mail-place.ts'

export interface HttpsServer {
  /** `https://localhost:PORT`, whose certificate nobody has signed. */
  readonly url: string
  close(): Promise<void>
}

/**
 * The pages of the run once more, as a server that others reach has them: people sign in, and a proxy that ends https stands before it. Both
 * servers have the database of the run.
 */
export async function startHttpsServer(): Promise<HttpsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'pinwatch-e2e-https-'))
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-keyout', keyFile, '-out', certificateFile],
    ],
    { stdio: 'ignore' },
  )
  const port = mailPort() + 1
  const proxy = createServer(
    { key: readFileSync(keyFile), cert: readFileSync(certificateFile) },
    (incoming, answer) => {
      const { method, url: path, headers } = incoming
      const passed = request(
        {
          ...{ host: '127.0.0.1', port, method, path },
          headers: { ...headers, 'x-forwarded-for': incoming.socket.remoteAddress, 'x-forwarded-proto': 'https' },
        },
        (given) => {
          answer.writeHead(given.statusCode ?? 502, given.headers)
          given.pipe(answer)
        },
      )
      passed.on('error', () => answer.writeHead(502).end())
      incoming.pipe(passed)
    },
  )
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  // what listens on a port has one
  const url = `https://localhost:${(proxy.address() as AddressInfo).port}`
  const pages = spawn(process.execPath, [join(import.meta.dirname, '..', 'scanner', 'pinwatch.mjs'), 'serve'], {
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, PINWATCH_HOME: process.env.PINWATCH_E2E_HOME },
      ...{
        HOST: '127.0.0.1',
        PORT: String(port),
        PINWATCH_URL: url,
        AUTH_SECRET: 'a secret of thirty-two characters or more',
        // as under `start`
        LOG_LEVEL: 'error',
      },
      ...{ SMTP_URL: `smtp://127.0.0.1:${mailPort()}`, MAIL_FROM: 'pinwatch@example.org' },
      // nobody goes there: what matters is where it would lead back to
      ...{ GITHUB_URL: 'https://github.example', GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' },
    },
    stdio: 'inherit',
  })
  const ended = once(pages, 'close')
  await untilReady(`http://127.0.0.1:${port}/api/ready`, pages)
  return {
    url,
    async close() {
      proxy.close()
      proxy.closeAllConnections()
      pages.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilReady(url: string, pages: { readonly exitCode: number | null }): Promise<void> {
  for (;;) {
    if (pages.exitCode !== null) throw new Error(`pinwatch serve ended with ${pages.exitCode}`)
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
