import type { ServerResponse } from 'node:http'

export interface HeldResponse {
  /** Lets what is held go out as it is, and all that follows at once; a mistake (a status of 500 or more) stays until it is whole. */
  release(): void
  readonly isReleased: () => boolean
}

type Callback = (error?: Error | null) => void

export interface HoldOptions {
  /** What is larger goes out as it comes. */
  readonly bytesMax: number
  /** Asked once, when the whole of it is held: true drops it all, and the response is as new. */
  readonly onEnd: () => boolean
  /** The status that is sent for the one that was set, asked when it is sent; without it, that one. */
  readonly settleStatus?: (status: number) => number
}

/**
 * Holds an answer back until it is whole, too large or released: only then its status is sent, so that a page whose last part breaks can
 * still be answered otherwise.
 */
export function holdResponse(response: ServerResponse, options: HoldOptions): HeldResponse {
  const { bytesMax, onEnd, settleStatus = (status) => status } = options
  const original = {
    writeHead: response.writeHead,
    write: response.write,
    end: response.end,
    flushHeaders: response.flushHeaders,
  }
  const held: Buffer[] = []
  let heldBytes = 0
  let hasHead = false
  let isReleased = false
  let isWanted = false

  const letGo = () => {
    isReleased = true
    original.writeHead.call(response, settleStatus(response.statusCode))
    for (const chunk of held.splice(0)) original.write.call(response, chunk, 'utf8')
  }
  // what has not begun may still become a mistake
  const letGoIfFine = () => {
    if (isWanted && hasHead && !isReleased && response.statusCode < 500) letGo()
  }
  const hold = (chunk: unknown, encoding: unknown) => {
    if (chunk === undefined || chunk === null || typeof chunk === 'function') return
    const bytes =
      typeof chunk === 'string' ? Buffer.from(chunk, toEncoding(encoding)) : Buffer.from(chunk as Uint8Array)
    held.push(bytes)
    heldBytes += bytes.length
  }

  // Others put theirs in front of these, as what compresses does: they stay where they are, and let through what comes after the release.
  response.flushHeaders = () => {
    if (isReleased) original.flushHeaders.call(response)
  }
  response.writeHead = (...args: readonly unknown[]) => {
    if (isReleased) return Reflect.apply(original.writeHead, response, args)
    const [status, ...rest] = args
    hasHead = true
    response.statusCode = Number(status)
    for (const [name, value] of headersOf(rest.at(-1))) response.setHeader(name, value)
    letGoIfFine()
    return response
  }
  response.write = (...args: readonly unknown[]) => {
    if (isReleased) return Reflect.apply(original.write, response, args)
    hasHead = true
    hold(args[0], args[1])
    callLater(args)
    if (heldBytes > bytesMax) letGo()
    else letGoIfFine()
    return true
  }
  response.end = (...args: readonly unknown[]) => {
    if (isReleased) return Reflect.apply(original.end, response, args)
    hold(args[0], args[1])
    isReleased = true
    if (onEnd()) {
      // whoever made it is done with it
      Object.assign(response, original)
      for (const name of response.getHeaderNames()) response.removeHeader(name)
      return response
    }
    original.writeHead.call(response, settleStatus(response.statusCode))
    original.end.call(response, Buffer.concat(held.splice(0)), 'utf8')
    callLater(args)
    return response
  }
  const release = () => {
    isWanted = true
    letGoIfFine()
  }
  return { release, isReleased: () => isReleased }
}

function callLater(args: readonly unknown[]): void {
  const callback = args.find((arg): arg is Callback => typeof arg === 'function')
  if (callback !== undefined) process.nextTick(callback)
}

const toEncoding = (encoding: unknown): BufferEncoding =>
  typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8'

/** `writeHead` takes an object, a flat list of names and values, or a list of pairs. */
function headersOf(given: unknown): readonly (readonly [string, string | number | readonly string[]])[] {
  if (Array.isArray(given)) {
    if (Array.isArray(given[0])) return given
    return given.flatMap((name, at) => (at % 2 === 0 ? [[String(name), given[at + 1]] as const] : []))
  }
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).filter(([, value]) => value !== undefined)
}
