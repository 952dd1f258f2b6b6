import { SubmitButton } from '#app/_ui/submit-button.tsx'
import { keepSeen, keepWho } from './actions/keep-who.ts'

interface WhoFormProps {
  readonly slug: string
  readonly email: string | null
  /** The one that is shown. */
  readonly revision: { readonly label: string; readonly commit: string }
  readonly isSeen: boolean
}

/** Who somebody is and what they have seen, kept in a cookie of this browser. Works without script. */
export function WhoForm({ slug, email, revision, isSeen }: WhoFormProps) {
  return (
    <div className="next-who">
      <form action={keepWho.bind(null, slug)} className="next-who">
        <label>
          Your mail address in MAINTAINERS
          <input type="email" name="who" defaultValue={email ?? ''} maxLength={254} autoComplete="email" />
        </label>
        <SubmitButton pending="Looking …">{email === null ? 'Show what is mine' : 'Change'}</SubmitButton>
      </form>
      {email === null || isSeen ? null : (
        <form action={keepSeen.bind(null, slug, revision.commit)}>
          <SubmitButton pending="Marking …">Mark {revision.label} as seen</SubmitButton>
        </form>
      )}
    </div>
  )
}
