import { changeRoleHere, forgetHere } from '#app/_people/actions/people-acts.ts'
import type { ListedAccount } from '#app/_people/queries/list-accounts.ts'
import { formatCount, formatDay } from '#app/_web/format.ts'
import { ActForm } from './act-form.tsx'
import { accountRoles } from './permissions.ts'
import { TypedInput, TypedSelect } from './typed-fields.tsx'

/** Accounts with their roles, for an admin. */
export function AccountList({ accounts }: { readonly accounts: readonly ListedAccount[] }) {
  return (
    <ul className="people-list">
      {accounts.map(({ id, name, role, emails, createdAt, openClaims }) => (
        <li key={id} className="board-card">
          <p className="break-anywhere">
            <strong>{name}</strong> <span className="text-muted">{emails.join(', ')}</span>
          </p>
          <p className="text-sm text-muted">
            since {formatDay(createdAt)}, {formatCount(openClaims, 'open claim')}
          </p>
          <div className="people-acts">
            <ActForm
              act={changeRoleHere.bind(null, id)}
              submit="Change role"
              label={`Role of ${nameOf({ name, emails })}`}
              className="people-acts"
              buttonClassName="button button-small"
            >
              <TypedSelect name="role" defaultValue={role} aria-label={`Role of ${nameOf({ name, emails })}`}>
                {accountRoles.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </TypedSelect>
            </ActForm>
            <ForgetForm userId={id} who={nameOf({ name, emails })} />
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Who signed in by a mailed link may have no name. */
const nameOf = ({ name, emails }: Pick<ListedAccount, 'name' | 'emails'>): string => name || (emails[0] ?? '')

/** Asks for a word first. */
function ForgetForm({ userId, who }: { readonly userId: string; readonly who: string }) {
  return (
    <ActForm
      act={forgetHere.bind(null, userId, 'people')}
      fold="Forget"
      submit="Forget"
      label={`Forget ${who}`}
      className="form people-form"
    >
      <p className="people-help">
        Account, sessions and tokens go, and a pseudonym stands in claims, notes and the audit. It cannot be undone.
      </p>
      <label>
        Type “forget”
        <TypedInput name="word" required autoComplete="off" />
      </label>
    </ActForm>
  )
}
