import { getDatabase } from '#app/_data/database.ts'
import { getAuth } from '#app/_people/actions/auth.ts'
import { Refusal } from '#app/_people/refusal.ts'
import { isLocalOwner, readSignIn } from '#app/_people/sign-in-settings.ts'
import { getActor } from './get-actor.ts'
import { requireHolder } from './require-holder.ts'

/** Whether a request is from somebody with an account: the local owner, whoever is signed in, or the holder of a token. */
export async function mayRead(headers: Headers): Promise<boolean> {
  if (isLocalOwner(process.env, headers.get('host'))) return true
  if (headers.has('authorization')) return holdsToken(headers)
  if (readSignIn(process.env) === null) return false
  const session = await getAuth().api.getSession({ headers })
  return session !== null && (await getActor(getDatabase(), session.user.id)) !== null
}

async function holdsToken(headers: Headers): Promise<boolean> {
  try {
    await requireHolder(getDatabase(), headers)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
