import { type NextRequest, NextResponse } from 'next/server'
import { pingDatabase } from '#app/_data/ping-database.ts'
import { readingHeaders } from '#app/_web/api/reading-headers.ts'
import { contentSecurityPolicy } from '#app/_web/content-security-policy.ts'
import { problemResponse } from '#app/_web/problem.ts'
import { addressHeader } from '#app/_web/request-address.ts'
import { healthApiPath, readyApiPath } from '#app/_web/routes.ts'
import {
  retryAfterSeconds,
  type Unavailability,
  unavailablePage,
  unavailableTitles,
} from '#app/_web/unavailable-page.ts'
import { DatabaseError } from '#prisma/database-error.ts'

/** Everything but files. */
export const config = { matcher: ['/((?!_next/static|_next/image|icon\\.svg|schema/).*)'] }

/**
 * Before every page: sets the policy for its scripts, and answers 503 when the database is away. A page that finds that out by itself
 * can only answer 500, or 200 with an error in the middle.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const { pathname, search } = request.nextUrl
  // what tells whether we live answers whatever the database does
  const why = pathname === healthApiPath() || pathname === readyApiPath() ? null : await findUnavailability()
  if (why !== null) {
    return pathname.startsWith('/api/') ? unavailableAnswer(pathname, why) : unavailable(nonce, policy, why)
  }
  const headers = new Headers(request.headers)
  // Next reads the nonce out of the policy and gives it to its scripts
  headers.set('content-security-policy', policy)
  headers.set(addressHeader, `${pathname}${search}`)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

let wasThere = true

async function findUnavailability(): Promise<Unavailability | null> {
  try {
    await pingDatabase()
    wasThere = true
    return null
  } catch (error) {
    // told once, not once a request
    if (wasThere) console.error('The database does not answer:', error instanceof Error ? error.message : error)
    wasThere = false
    return error instanceof DatabaseError && error.code === 'not-migrated' ? 'outdated' : 'away'
  }
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
