import { headers } from 'next/headers'
import { cache } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import { getAuth } from '#app/_people/actions/auth.ts'
import { ensureOwner } from '#app/_people/actions/ensure-owner.ts'
import type { Actor } from '#app/_people/actor.ts'
import { isLocalOwner, readSignIn } from '#app/_people/sign-in-settings.ts'
import { getActor } from './get-actor.ts'

/** Whoever asks for a page: the local owner, or whoever is signed in; `null` is a visitor. Asked once a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const asked = await headers()
  if (isLocalOwner(process.env, asked.get('host'))) return ensureOwner(getDatabase())
  if (readSignIn(process.env) === null) return null
  const session = await getAuth().api.getSession({ headers: asked })
  return session === null ? null : getActor(getDatabase(), session.user.id)
})
