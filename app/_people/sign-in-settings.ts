import { hostOf, isLoopback } from '#app/_web/is-loopback.ts'

/** Ways to sign in that are set up. */
export interface SignInSettings {
  readonly hasGithub: boolean
  readonly hasOidc: boolean
  /** A link by mail. */
  readonly hasMail: boolean
}

/** `null`: none, which is single-user mode. The launcher has checked that what belongs together is there together. */
export function readSignIn(env: NodeJS.ProcessEnv): SignInSettings | null {
  if (!env.AUTH_SECRET) return null
  const settings = {
    hasGithub: Boolean(env.GITHUB_CLIENT_ID && env.GITHUB_CLIENT_SECRET),
    hasOidc: Boolean(env.OIDC_ISSUER && env.OIDC_CLIENT_ID),
    hasMail: Boolean(env.SMTP_URL),
  }
  return settings.hasGithub || settings.hasOidc || settings.hasMail ? settings : null
}

export const isReadOnly = (env: NodeJS.ProcessEnv): boolean => env.PINWATCH_READ_ONLY === '1'

/**
 * Whether whoever asks is the one local owner: nothing to sign in with is set up, the server listens on a loopback address, and the request
 * names one too, which keeps out pages of elsewhere that let their own name mean this machine (DNS rebinding).
 */
export function isLocalOwner(env: NodeJS.ProcessEnv, requestHost: string | null): boolean {
  return (
    readSignIn(env) === null &&
    isLoopback(env.HOST || '127.0.0.1') &&
    requestHost !== null &&
    isLoopback(hostOf(requestHost))
  )
}

/** Whether mails about claims and sections are sent, and which settings that takes are missing. */
export function readMailService(env: NodeJS.ProcessEnv): {
  readonly isSetUp: boolean
  readonly missing: readonly string[]
} {
  const missing = ['SMTP_URL', 'PINWATCH_URL'].filter((name) => !env[name])
  return { isSetUp: missing.length === 0, missing }
}
