import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'

/**
 * Ends an act whose own page, at `path`, shows what it did. With a script that page only shows it: what is unfolded and typed elsewhere on it stays,
 * where a redirect would make the whole page anew. Without one it is led to, so that loading it anew does not act again.
 */
export async function showAgain(path: string): Promise<null> {
  // what Next.js's script names the act by
  if (!(await headers()).has('next-action')) redirect(path)
  refresh()
  return null
}
