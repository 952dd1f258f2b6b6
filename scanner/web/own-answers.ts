import type { ServerResponse } from 'node:http'

/** As `next.config.ts` sets them for pages. */
const headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'Cache-Control': 'no-store',
} as const

export interface OwnAnswer {
  readonly status: number
  readonly title: string
  readonly sentence: string
  readonly requestId: string
  /** An address of the API: an `application/problem+json` instead of a page. */
  readonly isApi: boolean
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers without Next.js: what keeps it from answering must not need it. */
export function answerOurselves(response: ServerResponse, answer: OwnAnswer): void {
  const { status, title, sentence, requestId, isApi } = answer
  const body = isApi
    ? JSON.stringify({ type: 'about:blank', title, status, detail: sentence, error: sentence, requestId })
    : page(answer)
  response.writeHead(status, {
    ...headers,
    ...answer.headers,
    'Content-Type': isApi ? 'application/problem+json' : 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'X-Request-Id': requestId,
  })
  response.end(body)
}

/** Tells which methods an address has. */
export function answerOptions(response: ServerResponse, methods: readonly string[]): void {
  response.writeHead(204, { ...headers, Allow: methods.join(', ') })
  response.end()
}

const page = ({ title, sentence, requestId }: OwnAnswer): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Pinwatch</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.55 ui-sans-serif, system-ui, sans-serif; background: Canvas; color: CanvasText }
body { max-width: 40rem; margin: 12vh auto; padding: 0 1rem }
h1 { font-size: 1.25rem }
code { font-family: ui-monospace, monospace; font-size: .92em }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${escapeHtml(sentence)}</p>
<p>In the log as <code>${requestId}</code>. <a href="/">First page</a></p>
</main>
</body>
</html>
`

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
