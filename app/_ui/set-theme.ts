'use server'

import { cookies } from 'next/headers'
import { themeCookie, themes } from './themes.ts'

const yearSeconds = 365 * 24 * 60 * 60

/** Keeps the scheme of colours that somebody chose, in this browser; `system` forgets it. */
export async function setTheme(form: FormData): Promise<void> {
  const theme = themes.find((name) => name === form.get('theme'))
  const kept = await cookies()
  if (theme === undefined || theme === 'system') kept.delete(themeCookie)
  else kept.set(themeCookie, theme, { maxAge: yearSeconds, sameSite: 'lax', path: '/' })
}
