import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { listMigrations } from '#prisma/list-migrations.ts'
import { missingPageFor } from '#scanner/model/missing-page.ts'
import type { RequestNotes } from '#scanner/model/request-notes.ts'
import { type Admission, openAdmission } from './admission.ts'
import { answerMetrics } from './answer-metrics.ts'
import { askAgain } from './ask-again.ts'
import { hideSecrets } from './hide-secrets.ts'
import { holdResponse } from './hold-response.ts'
import type { AnsweredHosts } from './is-host-answered.ts'
import { isLight, livePath } from './is-light.ts'
import { judgeRequest, methodsOf } from './judge-request.ts'
import { limitUploads } from './limit-uploads.ts'
import { offerServerActs } from './offer-server-acts.ts'
import { type Log, type LogLevel, openLog } from './open-log.ts'
import { openLull } from './open-lull.ts'
import { type Metrics, openMetrics } from './open-metrics.ts'
import { answerOptions, answerOurselves } from './own-answers.ts'
import { openStoreFigures } from './read-store-figures.ts'
import { requestNotes } from './request-notes.ts'
import { routeOf } from './route-of.ts'
import { openForwarded, type TrustedProxies } from './settle-forwarded.ts'
import { warmUp } from './warm-up.ts'
import { watchForwarding } from './watch-forwarding.ts'

export interface RunWebOptions {
  /** Folder of the project, with its built pages. */
  readonly root: string
  readonly host: string
  readonly port: number
  readonly databaseUrl: string
  /** Where mirrors are. */
  readonly home: string
  readonly privateHosts: readonly string[]
  readonly hosts: AnsweredHosts
  readonly proxies: TrustedProxies
  readonly logLevel: LogLevel
  /** A port for Prometheus alone; `null`: `/metrics` of the pages' port. */
  readonly metricsPort: number | null
  /** What Prometheus has to say; `null`: nothing, and it is answered on loopback only. */
  readonly metricsToken: string | null
  readonly stop: AbortSignal
}

/** So many as the pool of the database has connections: more at a time would only wait for one another. */
const workingMax = 8
const waitingMax = 64
/** Who is let in at last still waits for the page: answered or refused within five seconds. */
const waitMsMax = 3000
/** While more visitors keep coming, a page begins after so many turns of the loop, each of which hears one of them. */
const lullTurnsMax = 32
/** Longer than the database may take (`app/_data/database.ts`), so that such a page can still be 503; then what is there goes out as it comes. */
const holdMsMax = 4500
const connectionsMax = 2000
const heldBytesMax = 8 * 1024 * 1024
const retryAfterSeconds = 2
const slowMs = 1000
const graceMs = 4000

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** The pages as a server: Next.js behind what judges, bounds, counts and logs requests. Resolves when it was told to stop and has. */
export async function runWeb(options: RunWebOptions): Promise<void> {
  const { host, port, stop } = options
  const log = openLog(options.logLevel)
  // the pages ask for it before each answer (`app/_data/ping-database.ts`)
  process.env.PINWATCH_MIGRATION = listMigrations(join(options.root, 'prisma', 'migrations')).at(-1)?.name ?? ''
  const forwarding = watchForwarding((sentence) => log.warn(sentence))
  offerServerActs({ ...options, findings: forwarding.findings })
  const admission = openAdmission({ workingMax, waitingMax, waitMsMax })
  const metrics = openMetrics({ admission, readStore: openStoreFigures(options.databaseUrl) })
  const handle = await loadPages(options)
  await warmUp(handle)
  const settle = openForwarded(options.proxies)
  const mayUpload = limitUploads()
  const server = createServer({ connectionsCheckingInterval: 2000 }, (request, response) => {
    const trouble = settle(request)
    if (trouble !== null) forwarding.see(trouble)
    void answer(request, response, { handle, admission, mayUpload, lull, metrics, log, options })
  })
  const lull = openLull(server, lullTurnsMax)
  limit(server)
  // who is not heard at once waits at the door: turned away there, he would try again after one second, three and seven
  server.listen({ host, port, backlog: connectionsMax })
  await once(server, 'listening')
  const own = options.metricsPort === null ? null : await serveMetrics(options.metricsPort, options, metrics)
  log.info({ host, port }, 'The pages are served.')
  await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }))
  own?.close()
  server.close()
  server.closeIdleConnections()
  await Promise.race([once(server, 'close'), delay(graceMs)])
}

/** Who sends slowly holds a connection, nothing else, and not for long. */
function limit(server: Server): void {
  server.headersTimeout = 15_000
  server.requestTimeout = 60_000
  server.keepAliveTimeout = 20_000
  server.maxConnections = connectionsMax
}

/** Where this process reaches itself. */
function ownOrigin(host: string, port: number): string {
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`
}

async function loadPages({ root, host, port }: RunWebOptions): Promise<Handler> {
  // Next.js asks itself for the page that an act leads to. Behind a proxy that ends https it would do so by https, which nobody here speaks: the
  // act would be done, and its form wait for ever.
  process.env.__NEXT_PRIVATE_ORIGIN = ownOrigin(host, port)
  const path = createRequire(join(root, 'package.json')).resolve('next')
  const loaded: unknown = await import(pathToFileURL(path).href)
  const next = unwrap(loaded)
  if (next === null) throw new Error(`${path} is no Next.js`)
  const app = next({ dir: root, dev: false, hostname: host, port })
  await app.prepare()
  return app.getRequestHandler()
}

type CreateNext = (options: {
  readonly dir: string
  readonly dev: boolean
  readonly hostname: string
  readonly port: number
}) => { prepare(): Promise<void>; getRequestHandler(): Handler }

/** A CommonJS module with a default of its own, seen as a module. */
function unwrap(loaded: unknown): CreateNext | null {
  for (let at = loaded; ; ) {
    if (typeof at === 'function') return at as CreateNext
    if (typeof at !== 'object' || at === null || !('default' in at)) return null
    at = at.default
  }
}

interface AnswerOptions {
  readonly handle: Handler
  readonly admission: Admission
  /** Whether a request may be in work while its body comes. */
  readonly mayUpload: (request: IncomingMessage) => Promise<boolean>
  /** Resolves when nobody comes for the moment. */
  readonly lull: () => Promise<void>
  readonly metrics: Metrics
  readonly log: Log
  readonly options: RunWebOptions
}

async function answer(request: IncomingMessage, response: ServerResponse, given: AnswerOptions): Promise<void> {
  const { metrics, log, options } = given
  const notes: RequestNotes = {
    id: randomUUID().slice(0, 13),
    databaseTrouble: null,
    isMisasked: false,
    slowQueriesMs: [],
  }
  const started = performance.now()
  const { method = 'GET', url = '/' } = request
  const pathname = url.split('?', 1)[0] ?? '/'
  const isApi = pathname.startsWith('/api/')
  response.setHeader('X-Request-Id', notes.id)
  response.once('close', () => {
    const ms = performance.now() - started
    const status = response.headersSent ? response.statusCode : 499
    metrics.answered(routeOf(pathname), method, status, ms / 1000)
    const line = {
      requestId: notes.id,
      method,
      url: hideSecrets(url),
      status,
      ms: Math.round(ms),
      slowQueriesMs: notes.slowQueriesMs,
    }
    if (status >= 500)
      log.error({ ...line, databaseTrouble: notes.databaseTrouble }, 'A request could not be answered.')
    else if (ms >= slowMs && pathname !== livePath) log.warn(line, 'A slow page.')
    else log.info(line, 'A request was answered.')
  })
  const refuse = (status: number, title: string, sentence: string, headers: Record<string, string> = {}) =>
    answerOurselves(response, { status, title, sentence, requestId: notes.id, isApi, headers })

  const refusal = judgeRequest(request, options.hosts)
  if (refusal !== null) {
    metrics.refused(refusal.status === 421 ? 'host' : 'request')
    const { status, sentence, allow } = refusal
    return refuse(status, 'Not answered', sentence, allow === undefined ? {} : { Allow: allow })
  }
  if (pathname === '/metrics') {
    if (options.metricsPort !== null) return refuse(404, 'Not here', 'Metrics have a port of their own.')
    return answerMetrics(request, response, {
      metrics,
      token: options.metricsToken,
      isPublic: !options.hosts.isLoopback,
    })
  }
  // Next.js calls it a bad request of a page
  if (method === 'OPTIONS' && !isApi) return answerOptions(response, methodsOf(pathname))
  if (isLight(pathname)) return void requestNotes.run(notes, () => given.handle(request, response))

  const leave = (await given.mayUpload(request)) ? await given.admission.enter() : null
  if (response.destroyed) return leave?.()
  if (leave === null) {
    metrics.refused('overload')
    const retry = { 'Retry-After': String(retryAfterSeconds) }
    return refuse(503, 'Too much at once', 'More is asked for than can be answered. Try again in a moment.', retry)
  }
  response.once('close', leave)
  await given.lull()
  if (response.destroyed) return
  const unavailable = (title: string, sentence: string) => {
    metrics.refused('database')
    refuse(503, title, sentence, { 'Retry-After': String(retryAfterSeconds) })
  }
  const broken = () => refuse(500, 'This page could not be made', 'Something broke on the server. Its log says more.')
  const handle = (asked: IncomingMessage) =>
    requestNotes
      .run(notes, () => given.handle(asked, response))
      .catch((error: unknown) => {
        log.error({ requestId: notes.id, err: error }, 'Next.js failed.')
        if (!response.headersSent) broken()
      })
  const onEnd = (): boolean => {
    const { databaseTrouble } = notes
    // Next.js says it without a word, and without the methods that there are: it tells them who asks
    if (response.statusCode === 405 && !response.hasHeader('allow')) {
      response.setMaxListeners(2 * response.getMaxListeners())
      queueMicrotask(() => {
        const tell = (): boolean => {
          const allow = String(response.getHeader('allow') ?? '')
          const hint = isApi ? ': /api tells what there is.' : '.'
          queueMicrotask(() => refuse(405, 'Not this way', `There is no ${method} here${hint}`, { Allow: allow }))
          return true
        }
        holdResponse(response, { bytesMax: heldBytesMax, onEnd: tell })
        void handle(askAgain(request, { method: 'OPTIONS' }))
      })
      return true
    }
    if (databaseTrouble === null && isMissingPage(request, response)) {
      // both times listen for the end of the answer
      response.setMaxListeners(2 * response.getMaxListeners())
      queueMicrotask(() => void handle(askAgain(request, { url: missingPageFor(url) })))
      return true
    }
    if (response.statusCode === 503 || (databaseTrouble === null && !isBroken(request, response))) return false
    // when the answer that was held is dropped
    queueMicrotask(() =>
      databaseTrouble === null ? broken() : unavailable('The database does not answer', databaseTrouble),
    )
    return true
  }
  const settleStatus = (status: number) => (notes.isMisasked && status === 200 && isRead(request) ? 400 : status)
  const held = holdResponse(response, { bytesMax: heldBytesMax, onEnd, settleStatus })
  const release = setTimeout(() => held.release(), holdMsMax)
  response.once('close', () => clearTimeout(release))
  await handle(request)
}

/**
 * What Next.js says of a page that broke needs scripts to be read and knows no request. Who asked with a script goes on to the whole page; an
 * act of a page stays on it.
 */
const isBroken = ({ headers }: IncomingMessage, { statusCode }: ServerResponse): boolean =>
  statusCode === 500 && headers['next-action'] === undefined

/** A whole page is asked for: a script that goes from page to page shows what it is given with 200 alone. */
const isRead = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && headers.rsc === undefined

/** A page of a route that has nothing at this address is made by its script alone. */
const isMissingPage = (request: IncomingMessage, response: ServerResponse): boolean =>
  response.statusCode === 404 && isRead(request) && String(response.getHeader('content-type')).startsWith('text/html')

async function serveMetrics(
  port: number,
  { host, metricsToken: token }: RunWebOptions,
  metrics: Metrics,
): Promise<Server> {
  const server = createServer(
    (request, response) => void answerMetrics(request, response, { metrics, token, isPublic: false }),
  )
  limit(server)
  server.listen({ host, port })
  await once(server, 'listening')
  return server
}
