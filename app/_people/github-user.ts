import { z } from 'zod'

const userSchema = z.object({
  id: z.number(),
  login: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
})
const emailsSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

export interface GithubUser {
  readonly id: string
  readonly name: string
  /** The primary address if GitHub has verified it, else another verified one. */
  readonly email: string
  readonly image: string | undefined
  /** All that GitHub has verified, in lower case. */
  readonly verified: readonly string[]
}

/**
 * Who an access token of GitHub is of. `null` for an account without a verified address: an address that nobody has proven would take over
 * the account of whoever has.
 */
export async function getGithubUser(apiUrl: string, accessToken: string): Promise<GithubUser | null> {
  const [user, emails] = await Promise.all([
    ask(`${apiUrl}/user`, accessToken, userSchema),
    ask(`${apiUrl}/user/emails`, accessToken, emailsSchema),
  ])
  const verified = emails.filter(({ verified: isVerified }) => isVerified)
  const email = (verified.find(({ primary }) => primary) ?? verified[0])?.email.toLowerCase()
  if (email === undefined) return null
  return {
    id: String(user.id),
    name: user.name?.trim() || user.login,
    email,
    image: user.avatar_url ?? undefined,
    verified: verified.map((one) => one.email.toLowerCase()),
  }
}

async function ask<Body>(url: string, accessToken: string, schema: z.ZodType<Body>): Promise<Body> {
  const response = await fetch(url, {
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${accessToken}`,
      'user-agent': 'pinwatch',
      'x-github-api-version': '2022-11-28',
    },
    signal: AbortSignal.timeout(15_000),
  })
  if (!response.ok) throw new Error(`GitHub answers ${response.status} to ${url}`)
  return schema.parse(await response.json())
}
