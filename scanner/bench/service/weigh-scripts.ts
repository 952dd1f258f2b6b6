import { gzipSync } from 'node:zlib'

/** Bytes of all scripts that a page asks for when it is opened, compressed as a server does; those for old browsers left out. */
export async function weighScripts(url: string, path: string): Promise<number> {
  const html = await (await fetch(`${url}${path}`)).text()
  const tags = html.match(/<script\b[^>]*>/g) ?? []
  const sources = new Set(
    tags.filter((tag) => !/\bnomodule\b/i.test(tag)).flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []),
  )
  let bytes = 0
  for (const source of sources) {
    const body = await (await fetch(new URL(source.replaceAll('&amp;', '&'), url))).arrayBuffer()
    bytes += gzipSync(Buffer.from(body)).byteLength
  }
  return bytes
}
