import {
  mailClaimsAnswerPath,
  mailClaimsPath,
  mailStopNowPath,
  mailStopPath,
  signInPath,
  signOutPath,
} from './routes.ts'

const open: ReadonlySet<string> = new Set([
  ...[signInPath(), signOutPath(), '/robots.txt', '/favicon.ico'],
  // a link in a mail says by itself who may
  ...[mailStopPath(), mailStopNowPath(), mailClaimsPath(), mailClaimsAnswerPath()],
])

/** What is answered to whoever has no account yet, where reading takes one: what leads to one, what says nothing, and links of mails. */
export const needsNoAccount = (pathname: string): boolean =>
  open.has(pathname) || pathname.startsWith(`${signInPath()}/`) || pathname.startsWith('/api/auth/')
