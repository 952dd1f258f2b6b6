import { type SitePlace, triageHere, withdrawTriageHere } from '#app/_people/actions/site-acts.ts'
import type { SitePair } from '#app/_site/queries/list-site-pairs.ts'
import { formatDay } from '#app/_web/format.ts'
import { triageCases, triageVerdicts, verdictSentences } from '#scanner/model/triage/triage.ts'
import { ActForm } from './act-form.tsx'
import { may, type Role } from './permissions.ts'
import type { SiteTriage } from './triage.ts'
import { verdictWords } from './triage-words.ts'

interface SiteTriagePanelProps {
  /** A decision before a proposal. */
  readonly triage: readonly SiteTriage[]
  readonly place: SitePlace
  readonly role: Role
  readonly pairs: readonly SitePair[]
}

/** What a person says of the site, beside what the scanner says, and the form to say it. */
export function SiteTriagePanel({ triage, place, role, pairs }: SiteTriagePanelProps) {
  const [first] = triage
  return (
    <>
      {first === undefined ? <p className="text-muted">Nobody has said anything of it yet.</p> : null}
      <ul className="people-list">
        {triage.map((said) => (
          <li key={said.proposed ? 'proposed' : 'decided'}>
            <Said said={said} />
          </li>
        ))}
      </ul>
      {may(role, 'propose triage') ? (
        <>
          <details className="people-more">
            <summary>{first === undefined ? 'Say something of it' : 'Say it anew'}</summary>
            <TriageForm place={place} said={first ?? null} pairs={pairs} mayDecide={may(role, 'decide triage')} />
          </details>
          {first === undefined ? null : (
            <ActForm
              act={withdrawTriageHere.bind(null, place)}
              submit="Take it back"
              buttonClassName="button button-small"
              className="people-acts"
            />
          )}
        </>
      ) : null}
    </>
  )
}

function Said({ said }: { readonly said: SiteTriage }) {
  const { verdict, case: number, reason, text, link, other, by, date, proposed, changed } = said
  return (
    <>
      <p>
        <strong>
          {verdictWords[verdict]}
          {number === undefined ? '' : verdict === 'case' ? ` ${number}` : `, case ${number}`}
        </strong>
        {proposed ? <span className="finding">proposed</span> : null}
        {changed === true ? <span className="finding people-changed">code changed since</span> : null}
      </p>
      {reason === undefined ? null : <p>{reason}</p>}
      {text === undefined ? null : <p className="break-anywhere whitespace-pre-line text-sm">{text}</p>}
      {other === undefined ? null : (
        <p className="break-anywhere text-sm">
          Does not belong to <span className="font-mono">{other.api}()</span> in{' '}
          <span className="font-mono">{other.function ?? 'no function'}</span>,{' '}
          <span className="font-mono">{other.path}</span>
        </p>
      )}
      {link === undefined ? null : (
        <p className="break-anywhere text-sm">
          <a href={link} rel="nofollow noreferrer">
            {link}
          </a>
        </p>
      )}
      <p className="text-sm text-muted">
        {by}, <time dateTime={date}>{formatDay(new Date(date))}</time>
      </p>
    </>
  )
}

interface TriageFormProps {
  readonly place: SitePlace
  readonly said: SiteTriage | null
  readonly pairs: readonly SitePair[]
  readonly mayDecide: boolean
}

function TriageForm({ place, said, pairs, mayDecide }: TriageFormProps) {
  return (
    <ActForm act={triageHere.bind(null, place)} submit={mayDecide ? 'Decide' : 'Propose'} className="form people-form">
      <fieldset>
        <legend>What it is</legend>
        {triageVerdicts.map((verdict) => (
          <label key={verdict} className="people-choice">
            <input type="radio" name="verdict" value={verdict} required defaultChecked={said?.verdict === verdict} />
            <span>
              {verdictWords[verdict]} <span className="people-help">{verdictSentences[verdict]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label>
        Case of pin_user_pages.rst
        <select name="case" defaultValue={said?.case ?? ''}>
          <option value="">none</option>
          {triageCases.map((number) => (
            <option key={number}>{number}</option>
          ))}
        </select>
      </label>
      {pairs.length < 2 ? null : (
        <label>
          Which pair is wrong
          <select name="other" defaultValue="">
            <option value="">none</option>
            {pairs.map(({ key, path, line, api }) => (
              <option key={key} value={key}>
                {api}() {path}:{line}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Reason
        <input
          name="reason"
          maxLength={200}
          defaultValue={said?.reason ?? ''}
          placeholder="mmu-notifier, read-only …"
        />
      </label>
      <label>
        Why, at length
        <textarea name="text" rows={3} maxLength={5000} defaultValue={said?.text ?? ''} />
      </label>
      <label>
        Evidence
        <input name="link" type="url" defaultValue={said?.link ?? ''} placeholder="https://lore.kernel.org/r/…" />
      </label>
    </ActForm>
  )
}
