import { type NextRequest, NextResponse } from 'next/server'
import { type Pong, pingDatabase } from '#app/_data/ping-database.ts'
import { readingHeaders } from '#app/_web/api/reading-headers.ts'
import { contentSecurityPolicy } from '#app/_web/content-security-policy.ts'
import { needsNoAccount } from '#app/_web/needs-no-account.ts'
import { problemResponse } from '#app/_web/problem.ts'
import { addressHeader } from '#app/_web/request-address.ts'
import { healthApiPath, readyApiPath, signInPath } from '#app/_web/routes.ts'
import { transportHeaders } from '#app/_web/transport-headers.ts'
import {
  retryAfterSeconds,
  type Unavailability,
  unavailablePage,
  unavailableTitles,
} from '#app/_web/unavailable-page.ts'
import { DatabaseError } from '#prisma/database-error.ts'
import { askedOfMissingPage } from '#scanner/model/missing-page.ts'

/** Everything but files. */
export const config = { matcher: ['/((?!_next/static|_next/image|icon\\.svg|schema/).*)'] }

/**
 * Before every page: sets the policy for its scripts, answers 503 when the database is away, and asks for an account where a setting wants
 * one. A page that finds the database away by itself can only answer 500, or 200 with an error in the middle; and one that asked for
 * an account itself could be forgotten.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const { pathname, search } = request.nextUrl
  const missing = askedOfMissingPage(request.nextUrl)
  // what tells whether we live answers whatever the database does
  const pong = pathname === healthApiPath() || pathname === readyApiPath() ? null : await ping()
  if (typeof pong === 'string') {
    return pathname.startsWith('/api/') ? unavailableAnswer(pathname, pong) : unavailable(nonce, policy, pong)
  }
  if (pong?.needsAccount === true && !needsNoAccount(pathname) && !(await hasAccount(request.headers)))
    return refuseVisitor(request)
  const headers = new Headers(request.headers)
  // Next reads the nonce out of the policy and gives it to its scripts
  headers.set('content-security-policy', policy)
  headers.set(addressHeader, missing ?? `${pathname}${search}`)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(transportHeaders(process.env))) response.headers.set(name, value)
  return response
}

let wasThere = true

async function ping(): Promise<Unavailability | Pong> {
  try {
    const pong = await pingDatabase()
    wasThere = true
    return pong
  } catch (error) {
    // told once, not once a request
    if (wasThere) console.error('The database does not answer:', error instanceof Error ? error.message : error)
    wasThere = false
    return error instanceof DatabaseError && error.code === 'not-migrated' ? 'outdated' : 'away'
  }
}

/** Loaded where it is asked for: what signs people in is large, and most servers let everybody read. */
async function hasAccount(headers: Headers): Promise<boolean> {
  const { mayRead } = await import('#app/_people/queries/may-read.ts')
  return mayRead(headers)
}

/** To where one signs in, for who reads pages; programs are told what to send. */
function refuseVisitor({ headers, method, nextUrl }: NextRequest): Response {
  const isPage = headers.has('rsc') || headers.get('accept')?.includes('text/html') === true
  if (isPage && (method === 'GET' || method === 'HEAD'))
    return new Response(null, {
      status: 303,
      headers: { location: signInPath(), 'cache-control': 'no-store' },
    })
  const detail = 'Reading takes an account here: sign in, or send Authorization: Bearer TOKEN.'
  const challenge = { 'www-authenticate': 'Bearer realm="pinwatch"', 'cache-control': 'no-store' }
  if (nextUrl.pathname.startsWith('/api/v1/'))
    return problemResponse({ status: 401, title: 'A token is needed', detail }, challenge)
  return Response.json({ error: detail }, { status: 401, headers: challenge })
}

const unavailableHeaders = { 'retry-after': String(retryAfterSeconds), 'cache-control': 'no-store' }

function unavailable(nonce: string, policy: string, why: Unavailability): NextResponse {
  const headers = {
    ...unavailableHeaders,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
  }
  return new NextResponse(unavailablePage(nonce, why), { status: 503, headers })
}

function unavailableAnswer(pathname: string, why: Unavailability): Response {
  const title = unavailableTitles[why]
  const detail = `${title}. ${why === 'away' ? 'Try again in a moment.' : 'Start pinwatch worker of this version.'}`
  if (!pathname.startsWith('/api/v1/'))
    return Response.json({ error: detail }, { status: 503, headers: unavailableHeaders })
  const headers = { ...readingHeaders, ...unavailableHeaders }
  return problemResponse({ status: 503, title, detail }, headers)
}
