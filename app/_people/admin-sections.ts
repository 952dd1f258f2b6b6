import {
  auditPath,
  doctorPath,
  mailAdminPath,
  peoplePath,
  scansAdminPath,
  settingsPath,
  tokensAdminPath,
  treesAdminPath,
  webhooksPath,
} from '#app/_web/routes.ts'
import type { Act } from './permissions.ts'

export interface AdminSection {
  /** Also the title of its page. */
  readonly name: string
  readonly href: string
  readonly does: string
  readonly act: Act
}

/** Pages by which a server is looked after, and what somebody has to be allowed to see each. */
export const adminSections: readonly AdminSection[] = [
  {
    name: 'Trees',
    href: treesAdminPath(),
    does: 'add, rename, remove; what is scanned, and how often',
    act: 'manage trees',
  },
  { name: 'Scans', href: scansAdminPath(), does: 'call off, ask for again', act: 'manage scans' },
  { name: 'People', href: peoplePath(), does: 'accounts, roles, forgetting somebody', act: 'manage people' },
  { name: 'Tokens', href: tokensAdminPath(), does: 'keys of programs; revoking them', act: 'manage tokens' },
  {
    name: 'Mail',
    href: mailAdminPath(),
    does: 'what is on its way to people, and what became of it',
    act: 'manage mail',
  },
  { name: 'Webhooks', href: webhooksPath(), does: 'programs that are told what happens', act: 'manage mail' },
  { name: 'Settings', href: settingsPath(), does: 'who may read, and when claims expire', act: 'change settings' },
  { name: 'Doctor', href: doctorPath(), does: 'what is wrong, and what to do', act: 'examine the server' },
  { name: 'Audit', href: auditPath(), does: 'who did what', act: 'read the whole audit' },
]
