import { cookies } from 'next/headers'
import { parseEmail } from '#app/_web/parse-email.ts'

export const whoCookie = 'pinwatch-who'
/** Of each tree the commit that somebody marked as seen. */
export const seenCookie = (slug: string): string => `pinwatch-seen-${slug}`

/** A year; nobody but this browser knows. */
export const cookieOptions = { maxAge: 365 * 86_400, httpOnly: true, sameSite: 'lax', path: '/' } as const

/** The address that this browser keeps, in lower case. */
export async function readWho(): Promise<string | null> {
  const text = (await cookies()).get(whoCookie)?.value ?? ''
  const email = parseEmail(text)
  return email?.includes('@') === true ? email : null
}

/** Commit of the revision that was marked as seen in this browser. */
export async function readSeen(slug: string): Promise<string | null> {
  const commit = (await cookies()).get(seenCookie(slug))?.value ?? ''
  return /^[\da-f]{40,64}$/.test(commit) ? commit : null
}
