import { readerSettings } from '#app/_ui/reader-settings.ts'
import { isSameOrigin } from '#app/_web/is-same-origin.ts'
import { firstPath } from '#app/_web/routes.ts'

const yearSeconds = 365 * 24 * 60 * 60

/** Keeps what a reader chose of how pages look in a cookie, and leads back to the page; what is as usual is forgotten. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response('Only a page of these sets it.\n', { status: 403 })
  const form = await request.formData().catch(() => new FormData())
  const headers = new Headers({ location: pageBefore(request) })
  for (const { name, values, cookie } of readerSettings) {
    const value = values.find((choice) => choice === form.get(name))
    if (value === undefined) continue
    const age = value === values[0] ? 0 : yearSeconds
    headers.append('set-cookie', `${cookie}=${value}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly`)
  }
  return new Response(null, { status: 303, headers })
}

/** A path of ours, whatever the header says. */
function pageBefore({ headers }: Request): string {
  const referrer = headers.get('referer') ?? ''
  if (!URL.canParse(referrer)) return firstPath()
  const { host, pathname, search } = new URL(referrer)
  return host === headers.get('host') ? `${pathname.replace(/^\/+/, '/')}${search}` : firstPath()
}
