import { signInPath, signOutPath } from './routes.ts'

/** What is answered to whoever has no account yet, where reading takes one: what leads to one, and what says nothing. */
export function needsNoAccount(pathname: string): boolean {
  return (
    [signInPath(), signOutPath(), '/robots.txt', '/favicon.ico'].includes(pathname) ||
    pathname.startsWith(`${signInPath()}/`) ||
    pathname.startsWith('/api/auth/')
  )
}
