import type { Role } from '#scanner/model/api.ts'
import type { EventKind } from '#scanner/model/event.ts'
import type { Status } from '#scanner/model/site.ts'

/** What every address of a tree may say besides its path. */
export interface RevisionParameter {
  /** Label or commit as it was asked for; `null` is the newest revision, whichever that will be. */
  readonly rev: string | null
}

/** Parameters of a page; `undefined` and `null` are left out, of several values each is said. */
export type Parameters = Readonly<Record<string, string | number | readonly string[] | null | undefined>>

export const firstPath = (): string => '/'
export const newTreePath = (): string => '/new'
export const scansPath = (): string => '/scans'
export const scanPath = (id: number): string => `/scans/${id}`

/** A revision of a tree. */
export interface ComparedRevision {
  readonly slug: string
  /** Label or commit; `null` is the newest one. */
  readonly rev: string | null
}

/** As it stands in the address of a comparison: `linux@v6.1`, or `linux` for the newest one. No slug has an `@`. */
export const formatCompared = ({ slug, rev }: ComparedRevision): string => (rev === null ? slug : `${slug}@${rev}`)

/** What happened from one revision to another, of any trees. */
export function comparePath(
  from: ComparedRevision | null,
  to: ComparedRevision | null,
  params: URLSearchParams | Parameters = {},
): string {
  const named = [from === null ? null : `from=${encodeCompared(from)}`, to === null ? null : `to=${encodeCompared(to)}`]
  const rest = (params instanceof URLSearchParams ? params : toSearchParams(params)).toString()
  const query = [...named, rest].filter((part) => part !== null && part !== '').join('&')
  return query === '' ? '/compare' : `/compare?${query}`
}

/** The same address in fewer signs: it is quoted in mails, and `@` and `/` mean nothing behind a question mark. */
const encodeCompared = (compared: ComparedRevision): string =>
  encodeURIComponent(formatCompared(compared)).replaceAll('%40', '@').replaceAll('%2F', '/')

export const overviewPath = (slug: string, at: RevisionParameter, params?: URLSearchParams | Parameters): string =>
  build([slug], at, params)

/** The site list; `params` are those of `sitesParams` or `filterParams`. */
export const sitesPath = (slug: string, at: RevisionParameter, params?: URLSearchParams | Parameters): string =>
  build([slug, 'sites'], at, params)

/** The list as a file; `params` are those of `filterParams` with `format`, and `site` for each one that is wanted of it. */
export const exportPath = (slug: string, at: RevisionParameter, params?: URLSearchParams | Parameters): string =>
  build([slug, 'sites', 'export'], at, params)

/** A site; `params` of a list let it lead to the one before and the next. */
export const sitePath = (
  slug: string,
  at: RevisionParameter,
  key: string,
  params?: URLSearchParams | Parameters,
): string => build([slug, 'sites', key], at, params)

/** What lies below a directory, or in a file; `path` without slashes at its ends. */
export const filesPath = (slug: string, at: RevisionParameter, path: string): string =>
  build([slug, 'files', ...path.split('/')], at)

export const subsystemsPath = (slug: string, at: RevisionParameter, params?: URLSearchParams | Parameters): string =>
  build([slug, 'subsystems'], at, params)

export const subsystemPath = (
  slug: string,
  at: RevisionParameter,
  subsystem: string,
  params?: URLSearchParams | Parameters,
): string => build([slug, 'subsystems', subsystem], at, params)

export const maintainersPath = (slug: string, at: RevisionParameter, params?: URLSearchParams | Parameters): string =>
  build([slug, 'maintainers'], at, params)

export const maintainerPath = (
  slug: string,
  at: RevisionParameter,
  email: string,
  params?: URLSearchParams | Parameters,
): string => build([slug, 'maintainers', email], at, params)

/** What of the events of a step is meant; of several values of one parameter any fits. */
export interface EventParameters {
  readonly kind?: EventKind | readonly EventKind[]
  /** Slug. */
  readonly subsystem?: string
  /** Address in lower case. */
  readonly maintainer?: string
  readonly role?: Role
  /** As the site is after the event, or was last if it is gone. */
  readonly status?: Status | readonly Status[]
}

/** What happened to sites between the revision and the one before it. */
export const eventsPath = (slug: string, at: RevisionParameter, params: EventParameters = {}): string =>
  build([slug, 'events'], at, { ...params })

/** Who works on what: of one section, or of all. */
export const boardPath = (slug: string, at: RevisionParameter, subsystem?: string): string =>
  build([slug, 'board'], at, { subsystem })

/** Where what was ticked in a list is claimed. */
export const claimPath = (slug: string, at: RevisionParameter): string => build([slug, 'claim'], at)

/** Where the same is said of all that was ticked in a list. */
export const judgePath = (slug: string, at: RevisionParameter): string => build([slug, 'judge'], at)

/** What people said of sites. */
export const triagePath = (slug: string, at: RevisionParameter, params: Parameters = {}): string =>
  build([slug, 'triage'], at, params)

/** The triage file of a tree, or what is wrong as rows of a table of truth. */
export const triageApiPath = (slug: string, format?: 'truth'): string =>
  `/api/v1/trees/${encodePart(slug)}/triage${format === undefined ? '' : `?format=${format}`}`

/** Checks of what was pushed, and of pull requests; of one branch alone. */
export const checksPath = (slug: string, at: RevisionParameter, params: Parameters = {}): string =>
  build([slug, 'checks'], at, params)

export const checkPath = (slug: string, at: RevisionParameter, id: number): string =>
  build([slug, 'checks', String(id)], at)

/** What the newest check of a branch came to, as a picture. */
export const checkBadgePath = (slug: string, branch: string): string =>
  build([slug, 'checks', 'badge.svg'], { rev: null }, { branch })

export const signInPath = (): string => '/people/sign-in'
/** Where a link of a mail leads. */
export const confirmPath = (): string => '/people/sign-in/confirm'
export const signOutPath = (): string => '/people/sign-out'
/** Begins to sign in with a provider. */
export const signInWithPath = (provider: 'github' | 'oidc'): string => `/people/sign-in/${provider}`
export const adminPath = (): string => '/admin'
export const peoplePath = (): string => '/admin/people'
export const tokensAdminPath = (): string => '/admin/tokens'
export const treesAdminPath = (): string => '/admin/trees'
export const scansAdminPath = (): string => '/admin/scans'
/** Mails that wait or were sent. */
export const mailAdminPath = (): string => '/admin/mail'
/** Webhooks, or with `hook` what one was told. */
export const webhooksPath = (params: Parameters = {}): string => withQuery('/admin/webhooks', params)
export const settingsPath = (): string => '/admin/settings'
export const doctorPath = (): string => '/admin/doctor'

/** What somebody wants mails about. */
export const mailPath = (params: Parameters = {}): string => withQuery('/people/mail', params)
/** Mails as they would be sent. */
export const mailPreviewPath = (params: Parameters = {}): string => withQuery('/people/mail/preview', params)
/** Where links at the end of mails lead. */
export const mailStopPath = (params: Parameters = {}): string => withQuery('/people/mail/stop', params)
/** What is posted to by its button, and by mail programs. */
export const mailStopNowPath = (params: Parameters = {}): string => withQuery('/people/mail/stop/now', params)
/** Where claims of a mail are kept or given back. */
export const mailClaimsPath = (params: Parameters = {}): string => withQuery('/people/mail/claims', params)
export const mailClaimsAnswerPath = (params: Parameters = {}): string => withQuery('/people/mail/claims/answer', params)

export const minePath = (): string => '/people/mine'
/** What somebody works on, says and did; by any of their addresses. */
export const personPath = (email: string): string => `/people/${encodePart(email)}`
export const auditExportPath = (): string => '/admin/audit/export'
export const auditPath = (params: Parameters = {}): string => withQuery('/admin/audit', params)

/** What somebody typed, in all that a tree has. */
export const searchPath = (slug: string, at: RevisionParameter, text?: string): string =>
  build([slug, 'search'], at, text === undefined ? {} : { q: text })

/** What somebody could do next. */
export const nextPath = (slug: string, at: RevisionParameter, params?: Parameters): string =>
  build([slug, 'next'], at, params)

export const treeFeedPath = (slug: string): string => `/${encodePart(slug)}/feed.atom`
export const subsystemFeedPath = (slug: string, subsystem: string): string =>
  `${subsystemPath(slug, { rev: null }, subsystem)}/feed.atom`
export const maintainerFeedPath = (slug: string, email: string): string =>
  `${maintainerPath(slug, { rev: null }, email)}/feed.atom`
export const previewPath = (slug: string): string => `/${encodePart(slug)}/preview.png`

/** To read about the API and to try it. */
export const apiPagePath = (): string => '/api'

/** What the palette asks while somebody types. */
export const searchApiPath = (slug: string, at: RevisionParameter, text: string): string =>
  `/api/v1/trees${build([slug, 'search'], at, { q: text })}`

export const healthApiPath = (): string => '/api/health'
export const readyApiPath = (): string => '/api/ready'
/** Where forms send what a reader chose of how pages look. */
export const settingsApiPath = (): string => '/api/settings'
/** How far open scans are, as it goes on. */
export const liveScansPath = (): string => '/api/scans/live'
export const scanApiPath = (id: number): string => `/api/scans/${id}`

/** The rows of the site list as NDJSON, with the filters of `sitesPath`. */
export const sitesApiPath = (slug: string, at: RevisionParameter, params?: URLSearchParams | Parameters): string =>
  `/api/trees${build([slug, 'sites'], at, params)}`

function withQuery(path: string, params: Parameters): string {
  const query = toSearchParams(params).toString()
  return query === '' ? path : `${path}?${query}`
}

/** `rev` stands last: what a list is filtered by is read first. */
function build(parts: readonly string[], { rev }: RevisionParameter, params?: URLSearchParams | Parameters): string {
  const query = params instanceof URLSearchParams ? new URLSearchParams(params) : toSearchParams(params ?? {})
  query.delete('rev')
  if (rev !== null) query.set('rev', rev)
  // a comma means nothing in a query, and addresses are quoted in mails
  const text = query.toString().replaceAll('%2C', ',')
  return `/${parts.map(encodePart).join('/')}${text === '' ? '' : `?${text}`}`
}

/** `@` stays: addresses of people are to be read, and it means nothing in a path. */
const encodePart = (part: string): string => encodeURIComponent(part).replaceAll('%40', '@')

function toSearchParams(params: Parameters): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined) continue
    for (const single of typeof value === 'object' ? value : [String(value)]) query.append(name, single)
  }
  return query
}
