import { createHash } from 'node:crypto'
import { streamLines } from '#app/_web/stream-lines.ts'
import { readingHeaders } from './reading-headers.ts'

/** Whoever has it asks whether it is still so; a published revision does not change, so it mostly is. */
const cacheControl = 'no-cache'

/** Answers with text in parts, or with 304 where the reader has the same already. Parts are sent as fast as they are read. */
export function answerText(
  request: Request,
  parts: readonly string[],
  { type, headers = {} }: { readonly type: string; readonly headers?: Readonly<Record<string, string>> },
): Response {
  const digest = createHash('sha256').update(type)
  for (const part of parts) digest.update(part)
  // weak: the server may compress it
  const etag = `W/"${digest.digest('base64url').slice(0, 27)}"`
  const all = { ...readingHeaders, etag, vary: 'accept', 'cache-control': cacheControl, ...headers }
  if (hasTag(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers: all })
  const body = parts.length === 1 ? parts[0] : streamLines(parts, (part) => part)
  return new Response(body ?? '', { headers: { ...all, 'content-type': `${type}; charset=utf-8` } })
}

export const answerJson = (request: Request, body: unknown, headers?: Readonly<Record<string, string>>): Response =>
  answerText(request, [JSON.stringify(body)], {
    type: 'application/json',
    ...(headers === undefined ? {} : { headers }),
  })

function hasTag(header: string | null, etag: string): boolean {
  const isSame = (tag: string) => tag === '*' || tag.replace(/^W\//, '') === etag.replace(/^W\//, '')
  return (header ?? '').split(',').some((tag) => isSame(tag.trim()))
}
