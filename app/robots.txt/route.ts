import { baseUrl } from '#app/_web/base-url.ts'

/** Each combination of filters is an address: programs that follow every link need not. */
export function GET(request: Request): Response {
  const lines = ['User-agent: *', 'Disallow: /*?', 'Disallow: /api/', 'Disallow: /new', 'Disallow: /scans', '']
  const text = [...lines, `Sitemap: ${baseUrl(request.headers)}/sitemap.xml`, ''].join('\n')
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
