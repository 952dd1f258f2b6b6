import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { genericOAuth, magicLink } from 'better-auth/plugins'
import { getDatabase } from '#app/_data/database.ts'
import { getGithubUser } from '#app/_people/github-user.ts'
import { readSignIn } from '#app/_people/sign-in-settings.ts'
import { confirmPath, signInPath } from '#app/_web/routes.ts'
import { proveAddresses } from './prove-addresses.ts'
import { sendMail } from './send-mail.ts'

const linkMinutesMax = 15
const sessionSeconds = 30 * 86_400

/** Addresses that a provider has verified, until the session is made for which they are asked. Both are one request. */
const proven = new Map<string, readonly string[]>()

function makeAuth(env: NodeJS.ProcessEnv) {
  const baseURL = (env.PINWATCH_URL ?? '').replace(/\/+$/, '')
  const isSecure = baseURL.startsWith('https:')
  const settings = readSignIn(env)
  if (settings === null) throw new Error('nothing to sign in with is set up')
  return betterAuth({
    baseURL,
    secret: env.AUTH_SECRET ?? '',
    database: prismaAdapter(getDatabase(), { provider: 'postgresql' }),
    telemetry: { enabled: false },
    trustedOrigins: [baseURL],
    session: { expiresIn: sessionSeconds, updateAge: 86_400 },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true } },
    onAPIError: { errorURL: `${baseURL}${signInPath()}` },
    advanced: {
      // a name that browsers only take from this very host, over https
      cookiePrefix: isSecure ? '__Host-pinwatch' : 'pinwatch',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
    },
    databaseHooks: {
      session: {
        create: {
          after: async ({ userId }) => {
            const accounts = await getDatabase().account.findMany({
              where: { userId },
              select: { providerId: true, accountId: true },
            })
            const keys = accounts.map(({ providerId, accountId }) => `${providerId} ${accountId}`)
            await proveAddresses(
              getDatabase(),
              userId,
              keys.flatMap((key) => proven.get(key) ?? []),
            )
            for (const key of keys) proven.delete(key)
          },
        },
      },
    },
    plugins: [
      genericOAuth({
        config: [...(settings.hasGithub ? [githubOf(env)] : []), ...(settings.hasOidc ? [oidcOf(env)] : [])],
      }),
      magicLink({
        expiresIn: linkMinutesMax * 60,
        storeToken: 'hashed',
        async sendMagicLink({ email, token }) {
          // to a page with a button: programs of mail servers open links, and shall not use this one up
          await sendMail({
            to: email,
            subject: 'Sign in to Pinwatch',
            text: [
              'Somebody, hopefully you, wants to sign in to Pinwatch with this address.',
              `This link works once, for ${linkMinutesMax} minutes:`,
              '',
              `${baseURL}${confirmPath()}?token=${encodeURIComponent(token)}`,
              '',
              'If it was not you, do nothing.',
            ].join('\n'),
          })
        },
      }),
    ],
  })
}

function githubOf(env: NodeJS.ProcessEnv) {
  const url = (env.GITHUB_URL || 'https://github.com').replace(/\/+$/, '')
  const apiUrl = (env.GITHUB_API_URL || (env.GITHUB_URL ? `${url}/api/v3` : 'https://api.github.com')).replace(
    /\/+$/,
    '',
  )
  return {
    providerId: 'github',
    clientId: env.GITHUB_CLIENT_ID ?? '',
    clientSecret: env.GITHUB_CLIENT_SECRET ?? '',
    pkce: true,
    scopes: ['read:user', 'user:email'],
    authorizationUrl: `${url}/login/oauth/authorize`,
    tokenUrl: `${url}/login/oauth/access_token`,
    async getUserInfo({ accessToken }: { accessToken?: string | undefined }) {
      const user = accessToken === undefined ? null : await getGithubUser(apiUrl, accessToken)
      if (user === null) return null
      proven.set(`github ${user.id}`, user.verified)
      const { id, name, email, image } = user
      return { id, name, email, emailVerified: true, image }
    },
  }
}

function oidcOf(env: NodeJS.ProcessEnv) {
  return {
    providerId: 'oidc',
    clientId: env.OIDC_CLIENT_ID ?? '',
    clientSecret: env.OIDC_CLIENT_SECRET ?? '',
    pkce: true,
    scopes: ['openid', 'profile', 'email'],
    discoveryUrl: `${(env.OIDC_ISSUER ?? '').replace(/\/+$/, '')}/.well-known/openid-configuration`,
    mapProfileToUser(profile: Record<string, unknown>) {
      const isVerified =
        profile.email_verified === true || profile.email_verified === 'true' || profile.emailVerified === true
      // an address that nobody has proven would take over the account of whoever has: it counts as none, and without one nobody signs in
      return isVerified ? {} : { email: '' }
    },
  }
}

export type Auth = ReturnType<typeof makeAuth>

// one instance, as of the database
const shared = globalThis as { pinwatchAuth?: Auth }

/** What signs people in. Only where something to sign in with is set up. */
export function getAuth(): Auth {
  shared.pinwatchAuth ??= makeAuth(process.env)
  return shared.pinwatchAuth
}
