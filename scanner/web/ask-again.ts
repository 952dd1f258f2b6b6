import { IncomingMessage } from 'node:http'

/** A reading request as it came, for another address: a new one, as Next.js keeps with a request what it found out about it. */
export function askAgain(request: IncomingMessage, url: string): IncomingMessage {
  const again = new IncomingMessage(request.socket)
  const { method, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  Object.assign(again, {
    method,
    url,
    headers: { ...headers },
    rawHeaders,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
  })
  again.complete = true
  again.push(null)
  return again
}
