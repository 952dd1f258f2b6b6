/** What an account is; without one somebody is a `visitor`. */
export const accountRoles = ['reader', 'contributor', 'admin'] as const
export type AccountRole = (typeof accountRoles)[number]

/**
 * What somebody is where they act: `maintainer` is a contributor whose proven address MAINTAINERS of the tree's newest revision names in a
 * section of every site at hand.
 */
export const roles = ['visitor', 'reader', 'contributor', 'maintainer', 'admin'] as const
export type Role = (typeof roles)[number]

const contributors: readonly Role[] = ['contributor', 'maintainer', 'admin']
const deciders: readonly Role[] = ['maintainer', 'admin']
const admins: readonly Role[] = ['admin']

/** The one table of who may do what. Every page, action and answer of the API asks it, on the server. */
export const permissions = {
  'claim for oneself': contributors,
  'change own claim': contributors,
  'assign to somebody': deciders,
  'change any claim': deciders,
  'propose triage': contributors,
  'decide triage': deciders,
  'set priority': deciders,
  'write a note': contributors,
  'make a token': ['reader', ...contributors],
  'choose mails': ['reader', ...contributors],
  'read the whole audit': admins,
  'manage people': admins,
  'manage tokens': admins,
  'manage trees': admins,
  'manage scans': admins,
  'change settings': admins,
  'examine the server': admins,
  'manage mail': admins,
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type Act = keyof typeof permissions
export const acts = Object.keys(permissions) as readonly Act[] // the keys of a constant

export const may = (role: Role, act: Act): boolean => (permissions[act] as readonly Role[]).includes(role)
