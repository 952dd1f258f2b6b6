import { settingsApiPath } from '#app/_web/routes.ts'
import { readerSettings } from './reader-settings.ts'

interface SettingsFormsProps {
  /** What a cookie of the reader says; `undefined` if there is none. */
  readonly cookieOf: (name: string) => string | undefined
}

/** How pages look, to choose from. Ordinary forms, so that they work without a script. */
export function SettingsForms({ cookieOf }: SettingsFormsProps) {
  return (
    <div className="site-settings">
      {readerSettings.map(({ name, label, values, cookie }) => {
        const kept = cookieOf(cookie)
        const chosen = values.find((value) => value === kept) ?? values[0]
        return (
          <form key={name} method="post" action={settingsApiPath()} className="settings-form" aria-label={label}>
            {values.map((value) => (
              <button key={value} type="submit" name={name} value={value} aria-pressed={value === chosen}>
                {value}
              </button>
            ))}
          </form>
        )
      })}
    </div>
  )
}
