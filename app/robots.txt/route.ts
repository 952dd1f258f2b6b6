import { remainingQuery, sitesParams } from '#app/_sites/sites-query.ts'
import { baseUrl } from '#app/_web/base-url.ts'
import { sitesPath } from '#app/_web/routes.ts'

/** Each combination of filters is an address: programs that follow every link need not, but for what a list opens with. */
export function GET(request: Request): Response {
  const opened = sitesPath('x', { rev: null }, sitesParams(remainingQuery)).replace('/x/', '/*/')
  const lines = [
    'User-agent: *',
    `Allow: ${opened}$`,
    'Disallow: /*?',
    'Disallow: /api/',
    'Disallow: /new',
    'Disallow: /scans',
    '',
  ]
  const text = [...lines, `Sitemap: ${baseUrl(request.headers)}/sitemap.xml`, ''].join('\n')
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
