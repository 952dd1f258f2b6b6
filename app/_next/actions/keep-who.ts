'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cookieOptions, seenCookie, whoCookie } from '#app/_next/who-cookie.ts'
import { parseEmail } from '#app/_web/parse-email.ts'
import { nextPath } from '#app/_web/routes.ts'

/** Keeps in this browser who somebody is, or forgets it where the field is empty. */
export async function keepWho(slug: string, data: FormData): Promise<void> {
  const typed = data.get('who')
  const email = typeof typed === 'string' ? parseEmail(encodeURIComponent(typed)) : null
  const jar = await cookies()
  if (email === null || email === '') jar.delete(whoCookie)
  else if (email.includes('@')) jar.set(whoCookie, email, cookieOptions)
  else redirect(nextPath(slug, { rev: null }, { who: email }))
  redirect(nextPath(slug, { rev: null }))
}

/** Keeps in this browser up to which revision somebody has seen a tree. */
export async function keepSeen(slug: string, commit: string): Promise<void> {
  if (/^[\da-f]{40,64}$/.test(commit)) (await cookies()).set(seenCookie(slug), commit, cookieOptions)
  redirect(nextPath(slug, { rev: null }))
}
