import { cookies } from 'next/headers'
import { setTheme } from './set-theme.ts'
import { parseTheme, themeCookie, themes } from './themes.ts'

/** Light, dark or as the system has it. A form, so that it works without a script. */
export async function ThemeSwitch() {
  const chosen = parseTheme((await cookies()).get(themeCookie)?.value)
  return (
    <form action={setTheme} className="theme-switch" aria-label="Colours">
      {themes.map((theme) => (
        <button key={theme} type="submit" name="theme" value={theme} aria-pressed={theme === chosen}>
          {theme}
        </button>
      ))}
    </form>
  )
}
