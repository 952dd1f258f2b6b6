/** Any page may read what anybody may read; no cookie is sent along, and nothing can be changed so. */
export const readingHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, link, pinwatch-revision',
}

/** Answers what a browser asks before it lets a page of another site read. */
export const answerPreflight = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      ...readingHeaders,
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': 'accept, if-none-match',
      'access-control-max-age': '86400',
      allow: 'GET, HEAD, OPTIONS',
    },
  })
