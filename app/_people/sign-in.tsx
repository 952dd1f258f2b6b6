import { signInWithPath } from '#app/_web/routes.ts'
import type { SignInSettings } from './sign-in-settings.ts'

/** Ways to sign in, those that are set up. */
export function SignIn({ settings }: { readonly settings: SignInSettings }) {
  return (
    <div className="form">
      {settings.hasGithub ? (
        <a href={signInWithPath('github')} className="button">
          Sign in with GitHub
        </a>
      ) : null}
      {settings.hasOidc ? (
        <a href={signInWithPath('oidc')} className="button">
          Sign in with OpenID
        </a>
      ) : null}
      {settings.hasMail ? (
        <form action="/people/sign-in/mail" method="post" className="form people-form" aria-label="Sign in by mail">
          <label>
            Or by a link that is mailed to you
            <input name="email" type="email" required placeholder="mail address" autoComplete="email" />
          </label>
          <button type="submit" className="button">
            Mail me a link
          </button>
        </form>
      ) : null}
    </div>
  )
}
