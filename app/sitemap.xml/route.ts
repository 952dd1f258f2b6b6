import { getDatabase } from '#app/_data/database.ts'
import { listPublicPages } from '#app/_owners/queries/list-public-pages.ts'
import { answerText } from '#app/_web/api/answer-text.ts'
import { baseUrl } from '#app/_web/base-url.ts'
import { escapeXml } from '#app/_web/escape-xml.ts'

/** Pages that search engines may know. */
export async function GET(request: Request): Promise<Response> {
  const base = baseUrl(request.headers)
  const urls = (await listPublicPages(getDatabase())).map(
    ({ path, changed }) =>
      `<url><loc>${escapeXml(`${base}${path}`)}</loc><lastmod>${changed.toISOString()}</lastmod></url>\n`,
  )
  const head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
  return answerText(request, [head, ...urls, '</urlset>\n'], { type: 'application/xml' })
}
