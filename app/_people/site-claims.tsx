import { changeClaimHere, claimSite, type SitePlace, withdrawClaimHere } from '#app/_people/actions/site-acts.ts'
import type { SuggestedPerson } from '#app/_people/queries/list-suggested-people.ts'
import { abbreviateCommit, formatDay, formatTime } from '#app/_web/format.ts'
import { ActForm } from './act-form.tsx'
import type { Claim } from './claim.ts'
import { claimStateWords } from './claim-words.ts'
import { may, type Role } from './permissions.ts'
import { PersonField } from './person-field.tsx'
import { PersonLink } from './person-link.tsx'
import { TypedInput } from './typed-fields.tsx'

interface SiteClaimsProps {
  readonly claims: readonly Claim[]
  readonly place: SitePlace
  readonly role: Role
  /** Address of whoever looks; `null`: a visitor. */
  readonly email: string | null
  readonly people: readonly SuggestedPerson[]
  /** Whether something is left to be done. */
  readonly isLeft: boolean
  /** Where a commit of the tree is shown; `null`: nowhere that is known. */
  readonly commitHref: CommitHref
}

type CommitHref = (commit: string) => string | null

/** Claims of a site, open ones first, and the form to make one. */
export function SiteClaims({ claims, place, role, email, people, isLeft, commitHref }: SiteClaimsProps) {
  const open = claims.filter(({ ended }) => ended === null)
  const ended = claims.filter((claim) => claim.ended !== null).reverse()
  const mayChange = (claim: Claim) => may(role, claim.person === email ? 'change own claim' : 'change any claim')
  return (
    <>
      {claims.length === 0 ? <p className="text-muted">Nobody has claimed it yet.</p> : null}
      {open.length === 0 ? null : (
        <ul className="people-list">
          {open.map((claim) => (
            <li key={claim.id}>
              <ClaimLine claim={claim} commitHref={commitHref} />
              {mayChange(claim) ? <ClaimForms claim={claim} place={place} /> : null}
            </li>
          ))}
        </ul>
      )}
      {ended.length === 0 ? null : (
        <details className="people-more" open={open.length === 0}>
          <summary>{ended.length === 1 ? '1 claim that ended' : `${ended.length} claims that ended`}</summary>
          <ul className="people-list">
            {ended.map((claim) => (
              <li key={claim.id}>
                <ClaimLine claim={claim} commitHref={commitHref} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {isLeft && may(role, 'claim for oneself') ? (
        <ClaimForm
          place={place}
          mayAssign={may(role, 'assign to somebody')}
          people={people}
          isFirst={claims.length === 0}
        />
      ) : null}
    </>
  )
}

function ClaimLine({ claim, commitHref }: { readonly claim: Claim; readonly commitHref: CommitHref }) {
  const { name, person, by, state, note, link, due, created, expires, ended, done } = claim
  return (
    <>
      <p>
        <span className="break-anywhere">
          <PersonLink name={name} email={person.includes('@') ? person : null} />
        </span>{' '}
        <span className={`claim-state claim-${state}`}>{claimStateWords[state]}</span>
      </p>
      <p className="text-sm text-muted">
        since <time dateTime={created}>{formatDay(new Date(created))}</time>
        {by === name ? '' : `, assigned by ${by}`}
        {due === null ? null : (
          <>
            , due <time dateTime={due}>{formatDay(new Date(due))}</time>
          </>
        )}
        {ended === null ? (
          <>
            , expires{' '}
            <time dateTime={expires} title={formatTime(new Date(expires))}>
              {formatDay(new Date(expires))}
            </time>
          </>
        ) : (
          <>
            , ended <time dateTime={ended}>{formatDay(new Date(ended))}</time>
          </>
        )}
      </p>
      {done === null ? null : (
        <p className="break-anywhere text-sm">
          {done.commit === null ? 'Converted' : <CommitName commit={done.commit} href={commitHref(done.commit)} />}{' '}
          {done.subject === null ? null : <cite className="event-subject">{done.subject}</cite>}
          {done.revision === null ? '' : `, seen in ${done.revision}`}
        </p>
      )}
      {link === null ? null : (
        <p className="break-anywhere text-sm">
          <a href={link} rel="nofollow noreferrer">
            {link}
          </a>
        </p>
      )}
      {note === null ? null : <p className="break-anywhere text-sm">{note}</p>}
    </>
  )
}

function CommitName({ commit, href }: { readonly commit: string; readonly href: string | null }) {
  const name = <span className="select-all font-mono">{abbreviateCommit(commit)}</span>
  return href === null ? (
    name
  ) : (
    <a href={href} rel="nofollow noreferrer">
      {name}
    </a>
  )
}

function ClaimForms({ claim, place }: { readonly claim: Claim; readonly place: SitePlace }) {
  const isPosted = claim.state === 'posted'
  return (
    <div className="people-acts">
      <ActForm
        act={changeClaimHere.bind(null, place, claim.id)}
        fold={isPosted ? 'Change' : 'It is posted'}
        submit={isPosted ? 'Save' : 'Mark as posted'}
        className="form people-form"
      >
        <input type="hidden" name="state" value="posted" />
        <label>
          Mail or pull request
          <TypedInput
            name="link"
            type="url"
            defaultValue={claim.link ?? ''}
            placeholder="https://lore.kernel.org/r/…"
          />
        </label>
      </ActForm>
      <ActForm
        act={withdrawClaimHere.bind(null, place, claim.id)}
        submit="Give back"
        label={`Give back the claim of ${claim.name}`}
        buttonClassName="button button-small"
      />
    </div>
  )
}

interface ClaimFormProps {
  readonly place: SitePlace
  readonly mayAssign: boolean
  readonly people: readonly SuggestedPerson[]
  readonly isFirst: boolean
}

function ClaimForm({ place, mayAssign, people, isFirst }: ClaimFormProps) {
  return (
    <ActForm
      act={claimSite.bind(null, place)}
      fold={mayAssign ? 'Claim it, or assign it to somebody' : 'Claim it'}
      isUnfolded={isFirst}
      submit="Claim"
      label="Claim this site"
      className="form people-form"
    >
      {mayAssign ? <PersonField people={people} /> : null}
      <label>
        Note
        <TypedInput name="note" maxLength={2000} placeholder="what others should know" />
      </label>
      <label>
        Due
        <TypedInput name="due" type="date" />
      </label>
    </ActForm>
  )
}
