import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Metrics } from './open-metrics.ts'

export interface AnswerMetricsOptions {
  readonly metrics: Metrics
  /** What has to be said; `null`: nothing. */
  readonly token: string | null
  /** Others than this machine reach this port. */
  readonly isPublic: boolean
}

/** Metrics for whoever has the token; without one only where nobody else can come. */
export async function answerMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  { metrics, token, isPublic }: AnswerMetricsOptions,
): Promise<void> {
  const say = (status: number, text: string, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers })
    response.end(text)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'GET it.\n', { Allow: 'GET, HEAD' })
  if (token === null && isPublic) return say(404, 'Set METRICS_TOKEN or METRICS_PORT to have metrics.\n')
  if (token !== null && !isEqual(request.headers.authorization ?? '', `Bearer ${token}`))
    return say(401, 'Metrics need their token.\n', { 'WWW-Authenticate': 'Bearer' })
  say(200, await metrics.write(), { 'Content-Type': metrics.contentType })
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
