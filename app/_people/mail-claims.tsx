import Link from 'next/link'
import { PathLine } from '#app/_ui/path-line.tsx'
import { formatDay } from '#app/_web/format.ts'
import { mailClaimsAnswerPath, sitePath } from '#app/_web/routes.ts'
import type { ClaimMail } from '#scanner/model/telling/claim-mail.ts'
import './people.css'

/** Claims of a mail, all ticked, to be kept or given back. */
export function MailClaims({ mail, token }: { readonly mail: ClaimMail; readonly token: string }) {
  return (
    <form action={mailClaimsAnswerPath({ token })} method="post" aria-label="Your claims">
      <ul className="people-list">
        {mail.claims.map(({ id, path, line, function: name, key, note, expiresAt }) => (
          <li key={id} className="people-choice">
            <input type="checkbox" name="claim" value={id} defaultChecked aria-label={`${path}:${line}`} />
            <div>
              <Link
                href={sitePath(mail.tree.slug, { rev: null }, key)}
                prefetch={false}
                className="break-anywhere font-mono"
              >
                <PathLine path={path} line={line} />
              </Link>
              <p className="break-anywhere text-sm text-muted">
                {name === null ? '' : `in ${name}, `}until {formatDay(expiresAt)}
                {note === null ? '' : `. ${note}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className="people-acts">
        <button type="submit" name="act" value="keep" className="button button-primary">
          Keep
        </button>
        <button type="submit" name="act" value="back" className="button">
          Give back
        </button>
      </p>
    </form>
  )
}
