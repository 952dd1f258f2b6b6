import { prioritizeHere, type SitePlace, triageHere, withdrawTriageHere } from '#app/_people/actions/site-acts.ts'
import type { SitePair } from '#app/_site/queries/list-site-pairs.ts'
import { formatDay } from '#app/_web/format.ts'
import { triageVerdicts } from '#scanner/model/triage/triage.ts'
import { ActForm } from './act-form.tsx'
import { may, type Role } from './permissions.ts'
import type { SitePriority } from './priority.ts'
import { PriorityForm } from './priority-form.tsx'
import type { SiteTriage } from './triage.ts'
import { ReasonFields, VerdictFields } from './triage-fields.tsx'
import { verdictWords } from './triage-words.ts'
import { TypedSelect } from './typed-fields.tsx'

interface SiteTriagePanelProps {
  /** A decision before a proposal. */
  readonly triage: readonly SiteTriage[]
  readonly place: SitePlace
  readonly role: Role
  readonly pairs: readonly SitePair[]
  readonly priority: SitePriority
}

/** What a person says of the site, beside what the scanner says, and the form to say it. */
export function SiteTriagePanel({ triage, place, role, pairs, priority }: SiteTriagePanelProps) {
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
          <TriageForm place={place} said={first ?? null} pairs={pairs} mayDecide={may(role, 'decide triage')} />
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
      <SitePriorityLine place={place} role={role} said={priority} />
    </>
  )
}

interface SitePriorityLineProps {
  readonly place: SitePlace
  readonly role: Role
  readonly said: SitePriority
}

/** How soon somebody should look at it, and the form to say so. Nothing where nobody did and whoever reads may not. */
function SitePriorityLine({ place, role, said: { priority, by, date } }: SitePriorityLineProps) {
  const maySet = may(role, 'set priority')
  const who =
    by === null || date === null ? null : (
      <>
        {by}, <time dateTime={date}>{formatDay(new Date(date))}</time>
      </>
    )
  if (maySet)
    return (
      <div className="mt-4">
        <PriorityForm act={prioritizeHere.bind(null, place)} chosen={priority} />
        {who === null ? null : <p className="text-sm text-muted">{who}</p>}
      </div>
    )
  if (who === null) return null
  return (
    <p className="text-sm">
      Priority <strong>{priority}</strong> <span className="text-muted">{who}</span>
    </p>
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
    <ActForm
      act={triageHere.bind(null, place)}
      fold={said === null ? 'Say something of it' : 'Say it anew'}
      submit={mayDecide ? 'Decide' : 'Propose'}
      className="form people-form"
    >
      <VerdictFields verdicts={triageVerdicts} said={said} />
      {pairs.length < 2 ? null : (
        <label>
          Which pair is wrong
          <TypedSelect name="other" defaultValue="">
            <option value="">none</option>
            {pairs.map(({ key, path, line, api }) => (
              <option key={key} value={key}>
                {api}() {path}:{line}
              </option>
            ))}
          </TypedSelect>
        </label>
      )}
      <ReasonFields said={said} />
    </ActForm>
  )
}
