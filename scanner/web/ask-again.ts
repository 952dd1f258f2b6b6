import { IncomingMessage } from 'node:http'

/** A request as it came, for another address or by another method, without a body: a new one, as Next.js keeps with a request what it found out about it. */
export function askAgain(
  request: IncomingMessage,
  {
    url = request.url,
    method = request.method,
  }: { readonly url?: string | undefined; readonly method?: string | undefined },
): IncomingMessage {
  const again = new IncomingMessage(request.socket)
  const { headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
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
