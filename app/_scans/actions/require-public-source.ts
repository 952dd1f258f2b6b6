import { getServerActs } from '#app/_data/server-acts.ts'
import { wrongRequest } from '#app/_people/refusal.ts'
import { readSignIn } from '#app/_people/sign-in-settings.ts'

/**
 * Where people sign in, a URL that leads into our own network is refused: whoever is an admin of Pinwatch need not be one of that. The one
 * owner of a machine may clone what they like. Names change their meaning: asked each time, and once more by git (`scanner/git/guard-host.ts`).
 */
export async function requirePublicSource(source: string): Promise<void> {
  if (readSignIn(process.env) === null) return
  const why = (await getServerActs()?.whyPrivate(source)) ?? null
  if (why !== null) throw wrongRequest(why)
}
