import { type Environment, EnvironmentError } from '#scanner/environment.ts'
import { isLoopback } from './is-loopback.ts'

/** Without a sign-in whoever reaches the pages is the owner: then only this machine may reach them, unless nobody may change anything. */
export function refuseOpenHost({ host, hasSignIn, isReadOnly }: Environment): void {
  if (isLoopback(host) || hasSignIn || isReadOnly) return
  throw new EnvironmentError(
    `HOST is ${host}: whoever reaches this machine could change everything, as nobody signs in. Set up a sign-in (AUTH_SECRET, and GITHUB_CLIENT_ID, OIDC_ISSUER or SMTP_URL), or set PINWATCH_READ_ONLY=1, or listen on 127.0.0.1.`,
  )
}
