import { notFound } from 'next/navigation'
import type { Actor } from '#app/_people/actor.ts'
import { type Act, may } from '#app/_people/permissions.ts'
import { currentActor } from './current-actor.ts'

/** Whoever asks for a page of the administration. Whoever may not see it is not told that it is there: 404. */
export async function openAdmin(act: Act): Promise<Actor> {
  const actor = await currentActor()
  if (actor === null || !may(actor.role, act)) notFound()
  return actor
}
