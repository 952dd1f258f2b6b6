import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { encode, type FuzzRequest } from './api-requests.ts'

export interface FuzzAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
}

/** As much of a request before its body as Node takes. */
const headBytesMax = 16_000

/** Without a library between, which would mend addresses. Redirects are not followed: they are asked for on their own. */
export function sendRequest(base: string, { method, path, headers = {}, body }: FuzzRequest): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    // what HTTP itself cannot carry is no request
    const written = path.replace(/[^\x21-\x7e]/gu, encode)
    const sent = httpRequest({ hostname, port, method, path: written, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }))
      answer.on('error', reject)
    })
    sent.on('error', (error) => {
      // Node refuses such a head by 431 and ends the connection, often before that can be read
      if (written.length > headBytesMax) resolve({ status: 431, headers: {} })
      else reject(error)
    })
    sent.end(body)
  })
}

/** A 503 that says when to come again is no mistake: too much was asked for at once, or the database is away. */
export const isMistake = ({ status, headers }: FuzzAnswer): boolean =>
  status >= 500 && !(status === 503 && headers['retry-after'] !== undefined)

export const describeRequest = (status: number, { method, path, body }: FuzzRequest): string =>
  `${status} ${method} ${path.slice(0, 300)} ${body?.slice(0, 100) ?? ''}`
