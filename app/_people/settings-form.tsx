import type { Settings } from '#app/_data/settings.ts'
import { changeSettingsHere } from '#app/_people/actions/settings-acts.ts'
import { ActForm } from './act-form.tsx'
import { TypedInput } from './typed-fields.tsx'
import './people.css'

interface SettingsFormProps {
  readonly settings: Settings
  /** Whether people sign in here: else there is no account that reading could take. */
  readonly canSignIn: boolean
}

/** What holds for the whole server. */
export function SettingsForm({ settings, canSignIn }: SettingsFormProps) {
  return (
    <ActForm act={changeSettingsHere} submit="Save" label="Settings" className="form people-form">
      <label>
        Days until a claim without news expires
        <TypedInput
          name="claim-days"
          inputMode="numeric"
          pattern="\d+"
          required
          defaultValue={settings['claim-days']}
          aria-describedby="claim-days-help"
        />
        <span id="claim-days-help" className="people-help">
          Of claims that are made or changed from now on: 7 to 730.
        </span>
      </label>
      <label className="people-choice">
        <TypedInput
          type="checkbox"
          name="account-to-read"
          defaultChecked={settings['account-to-read']}
          disabled={!canSignIn && !settings['account-to-read']}
        />
        <span>
          Reading takes an account{' '}
          <span className="people-help">
            {canSignIn
              ? 'Pages, feeds, badges and the API alike.'
              : 'Only where people sign in: here whoever uses this machine is the one owner.'}
          </span>
        </span>
      </label>
    </ActForm>
  )
}
