import type { IncomingMessage } from 'node:http'
import { type AnsweredHosts, isHostAnswered, nameOf } from './is-host-answered.ts'
import { isLight } from './is-light.ts'

/** Why a request gets no page, and with which status. */
export interface Refusal {
  readonly status: 400 | 403 | 405 | 414 | 421
  readonly sentence: string
  /** With 405: methods that there are, as the header `Allow` names them. */
  readonly allow?: string
}

const readingMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS']
/** Of pages: what a form of theirs sends, too. */
const pageMethods: readonly string[] = ['GET', 'HEAD', 'POST', 'OPTIONS']
/** Of the API as a whole: each address of it knows which of them it has. */
const apiMethods: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Methods that an address may have, as far as can be told without asking it. */
export function methodsOf(pathname: string): readonly string[] {
  if (isLight(pathname)) return readingMethods
  return pathname.startsWith('/api/') ? apiMethods : pageMethods
}

const urlLengthMax = 8192

/** What can be told of a request before anything is made for it; `null`: it is fine. */
export function judgeRequest(request: IncomingMessage, hosts: AnsweredHosts): Refusal | null {
  const { method = 'GET', url = '/', headers, socket } = request
  if (!isHostAnswered(hosts, { host: headers.host, localAddress: socket.localAddress })) {
    return {
      status: 421,
      sentence:
        'This Pinwatch does not answer to that name. Use the one it was started with; whoever runs it can allow more with PINWATCH_URL or PINWATCH_HOSTS.',
    }
  }
  const methods = methodsOf(url.split('?', 1)[0] ?? '/')
  if (!methods.includes(method)) {
    return { status: 405, sentence: `There is no ${method} here.`, allow: methods.join(', ') }
  }
  if (url.length > urlLengthMax) return { status: 414, sentence: 'The address is too long.' }
  if (!isPath(url))
    return { status: 400, sentence: 'The address cannot be understood: a % in it is followed by no code.' }
  if (!isSafe(method) && !isOwnOrigin(headers.origin, headers.host, hosts)) {
    return { status: 403, sentence: 'Pages of other sites may not send anything here.' }
  }
  return null
}

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

/** A path of ours whose escapes mean UTF-8. */
function isPath(url: string): boolean {
  if (!url.startsWith('/')) return false
  try {
    return !decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '').includes('\0')
  } catch {
    return false
  }
}

/** Programs send no origin; a browser says which page's form or script it is. */
function isOwnOrigin(origin: string | undefined, host: string | undefined, { names }: AnsweredHosts): boolean {
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return url.host === host?.toLowerCase() || names.has(nameOf(url.host) ?? '')
}
