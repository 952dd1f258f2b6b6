import { headers } from 'next/headers'
import { cache } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import { ensureOwner } from '#app/_people/actions/ensure-owner.ts'
import type { Actor } from '#app/_people/actor.ts'
import { isLocalOwner } from '#app/_people/sign-in-settings.ts'

/** Whoever asks for a page: the local owner, or whoever is signed in; `null` is a visitor. Asked once a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const asked = await headers()
  if (isLocalOwner(process.env, asked.get('host'))) return ensureOwner(getDatabase())
  return null
})
