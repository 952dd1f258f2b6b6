import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Admission } from './admission.ts'
import type { StoreFigures } from './read-store-figures.ts'

export interface Metrics {
  answered(route: string, method: string, status: number, seconds: number): void
  refused(reason: 'host' | 'request' | 'overload' | 'database'): void
  /** Prometheus' text. */
  write(): Promise<string>
  readonly contentType: string
}

export interface MetricsOptions {
  readonly admission: Admission
  /** `null` while the database does not answer. */
  readonly readStore: () => Promise<StoreFigures | null>
}

/** What Prometheus is told: of requests as they are answered, of the store when it asks. */
export function openMetrics({ admission, readStore }: MetricsOptions): Metrics {
  const registers = [new Registry()]
  const [registry = new Registry()] = registers
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames, registers })

  const labelNames = ['route', 'method', 'status'] as const
  const requests = new Counter({
    name: 'pinwatch_http_requests_total',
    help: 'Requests answered',
    labelNames,
    registers,
  })
  const durations = new Histogram({
    name: 'pinwatch_http_request_duration_seconds',
    help: 'From the request to the end of its answer',
    labelNames: ['route'] as const,
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const refusals = new Counter({
    name: 'pinwatch_http_refused_total',
    help: 'Requests that got no page, by why',
    labelNames: ['reason'] as const,
    registers,
  })
  const working = gauge('pinwatch_pages_working', 'Pages that are being made')
  const waiting = gauge('pinwatch_pages_waiting', 'Requests that wait for their turn')
  const databaseUp = gauge('pinwatch_database_up', 'Whether the database answers')
  const connections = gauge('pinwatch_database_connections', 'Connections to the database, of all processes', [
    'application',
  ])
  const trees = gauge('pinwatch_trees', 'Trees')
  const revisions = gauge('pinwatch_revisions', 'Published revisions')
  const scans = gauge('pinwatch_scans', 'Scans by state', ['state'])
  const queueAge = gauge('pinwatch_scan_queue_age_seconds', 'Age of the oldest scan that waits')
  const silence = gauge('pinwatch_scan_silence_seconds', 'Since the most silent running scan gave a sign of life')
  const published = gauge('pinwatch_last_published_timestamp_seconds', 'When the last revision was published')
  const problems = gauge('pinwatch_reader_problems', 'What the reader could not understand in the newest revisions', [
    'kind',
  ])

  return {
    contentType: registry.contentType,
    answered(route, method, status, seconds) {
      requests.inc({ route, method, status })
      durations.observe({ route }, seconds)
    },
    refused: (reason) => refusals.inc({ reason }),
    async write() {
      const load = admission.load()
      working.set(load.working)
      waiting.set(load.waiting)
      const figures = await readStore()
      databaseUp.set(figures === null ? 0 : 1)
      if (figures !== null) {
        connections.reset()
        for (const { application, count } of figures.connections) connections.set({ application }, count)
        trees.set(figures.trees)
        revisions.set(figures.revisions)
        for (const state of ['queued', 'running', 'done', 'failed', 'cancelled'])
          scans.set({ state }, figures.scans.find((row) => row.state === state)?.count ?? 0)
        queueAge.set(figures.queueAgeSeconds)
        silence.set(figures.silenceSeconds)
        published.set(figures.lastPublishedSeconds)
        problems.reset()
        for (const { kind, count } of figures.problems) problems.set({ kind }, count)
      }
      return registry.metrics()
    },
  }
}
