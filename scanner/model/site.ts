import type { Family, Role, SiteClass } from './api.ts'

export const statuses = [
  'unconverted',
  'converted',
  'mismatched',
  'unknown',
  'exempt',
  'wrapper',
  'implementation',
  'no-reference',
  'unrelated',
] as const
export type Status = (typeof statuses)[number]

/** The statuses that progress is made of, over acquire sites: converted divided by all four. */
export const progressStatuses = ['converted', 'mismatched', 'unconverted', 'unknown'] as const

export const reasons = [
  'legacy-acquire',
  'legacy-release',
  'pinned-and-unpinned',
  'got-and-put-user',
  'pinned-but-put',
  'got-but-unpinned',
  'mixed-releases',
  'crossing-suspected',
  'no-release-found',
  'no-acquire-found',
  'case-3',
  'case-4',
  'read-only',
  'kernel-memory',
  'mm-internal',
  'test-code',
  'hands-pages-on',
  'api-definition',
  'api-helper',
  'implementation-file',
  'null-carrier',
] as const
export type Reason = (typeof reasons)[number]

/** One sentence a maintainer understands, for each reason. */
export const reasonSentences: Readonly<Record<Reason, string>> = {
  'legacy-acquire': 'The pages are taken with a plain reference (FOLL_GET); nothing exempts this site.',
  'legacy-release': 'The pages dropped here were taken with a plain reference that is not converted yet.',
  'pinned-and-unpinned': 'The pages are pinned, and every release found drops the pin.',
  'got-and-put-user': 'The pages are dropped with put_user_page*() everywhere: the conversion of 2019.',
  'pinned-but-put':
    'The pages are pinned, but a release drops them like a plain reference: the pin count is never given back.',
  'got-but-unpinned': 'The pages are taken with a plain reference, but a release drops a pin that was never taken.',
  'mixed-releases': 'Some releases of these pages use put_user_page*(), some still put_page().',
  'crossing-suspected': 'A release of the other family may belong here; the evidence is not strong enough to say so.',
  'no-release-found': 'The pages are pinned; no release of them was found, or none that is more than possible.',
  'no-acquire-found': 'No acquire of these pages was found, or none that is more than possible.',
  'case-3': 'Protected by an MMU notifier: pin_user_pages.rst, case 3, wants plain gup.',
  'case-4': 'Only struct page is used, not the data: pin_user_pages.rst, case 4, wants plain gup.',
  'read-only': 'The data is only read, through the kernel mapping: not case 5, which is about writing.',
  'kernel-memory': 'The pages are kernel memory, not user memory.',
  'mm-internal': 'Memory management looks at its own pages here; no user of gup.',
  'test-code': 'Test code exercises the API on purpose.',
  'hands-pages-on': 'The function around this call only hands the pages on; its callers are the users.',
  'api-definition': 'This call is part of the definition of an API of the catalogue.',
  'api-helper': 'This call is in a static helper that only the definition of an API calls.',
  'implementation-file': 'This file implements the API.',
  'null-carrier': 'NULL is passed for the pages: no reference is taken.',
}

export const findings = [
  'no-release-on-error-path',
  'dirty-unlocked',
  'sleeping-release',
  'unguarded-unpin',
  'bool-flags',
  'foll-flag-at-call',
  'longterm-missing',
  'double-release',
  'partial-pin',
  'folio-pin-per-page',
  'get-on-top-unpinned',
] as const
export type Finding = (typeof findings)[number]

export const findingSentences: Readonly<Record<Finding, string>> = {
  'no-release-on-error-path': 'An error path leaves the function without dropping the pages.',
  'dirty-unlocked':
    'The page is marked dirty without its lock before it is dropped; set_page_dirty_lock() is meant for this.',
  'sleeping-release': 'This release may sleep, and the context it runs in may not.',
  'unguarded-unpin': 'The unpin is not guarded by iov_iter_extract_will_pin() or a stored copy of it.',
  'bool-flags': 'A bool is passed where gup_flags are expected; say FOLL_WRITE or 0.',
  'foll-flag-at-call': 'FOLL_GET, FOLL_PIN or FOLL_TOUCH should not stand at a call site; the API sets them.',
  'longterm-missing': 'The pages are kept for long, but FOLL_LONGTERM is missing.',
  'double-release': 'The pages are dropped a second time on the same path.',
  'partial-pin': 'Fewer pages than asked for may be taken, and then not just these are dropped.',
  'folio-pin-per-page': 'The pages of a folio are dropped one by one, though the folio is pinned only once.',
  'get-on-top-unpinned': 'A reference that get_page() took is dropped like a pin.',
}

export const grades = ['certain', 'likely', 'possible'] as const
export type Grade = (typeof grades)[number]

/** From the strongest evidence to the weakest: where two rules find one pair, the first keeps it. */
export const ruleNames = [
  'same-function',
  'wrapper',
  'completion',
  'same-file-member',
  'same-directory-member',
  'exported-functions',
  'carrier',
  'by-exclusion',
] as const
export type RuleName = (typeof ruleNames)[number]

/** What each rule has seen, as a sentence. */
export const ruleSentences: Readonly<Record<RuleName, string>> = {
  'same-function': 'The pages are taken and dropped in the same function, through the same variable.',
  wrapper: 'A function takes the pages for its caller or drops them for it, and the caller joins both ends.',
  completion: 'The pages travel in an object whose completion function, set here, drops them.',
  'same-file-member': 'The pages are stored in a member, and dropped from that member in another function of the file.',
  'same-directory-member':
    'The pages are stored in a member of a struct, and dropped from it in another file of the directory.',
  'exported-functions':
    'A function for other files takes the pages, and another one of the same file drops what it is given back.',
  carrier: 'The pages travel in an object of the kernel, and the function that takes such an object apart drops them.',
  'by-exclusion':
    'Nothing else here can belong together: the last acquires and releases that are left over in one place.',
}

export interface Person {
  readonly name: string
  readonly email: string
  readonly role: 'maintainer' | 'reviewer'
}

/** The other end of a pair, as one row shows it. */
export interface PairEnd {
  readonly id: string
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly rule: RuleName
  readonly grade: Grade
}

export interface Via {
  readonly path: string
  readonly line: number
  readonly function: string | null
}

/** One row of the stable NDJSON contract, version 1; published as `public/schema/site-v1.json`. */
export interface SiteRow {
  readonly v: 1
  /** 16 hex digits; depends on path, function, API and ordinal alone. */
  readonly id: string
  readonly path: string
  readonly line: number
  readonly column: number
  readonly function: string | null
  readonly ordinal: number
  readonly api: string
  readonly role: Role
  readonly family: Family
  readonly class: SiteClass
  /** The call to convert to, or `null` where nothing is to be converted or no target exists in this tree. */
  readonly target: string | null
  readonly status: Status
  readonly reason: Reason
  /** Case of pin_user_pages.rst, where an exemption or FOLL_LONGTERM says it. */
  readonly case: 1 | 2 | 3 | 4 | 5 | null
  readonly longterm: boolean
  readonly findings: readonly Finding[]
  readonly pairs: readonly PairEnd[]
  readonly via: readonly Via[]
  /** Title of the primary MAINTAINERS section; `null` if only THE REST matches. */
  readonly subsystem: string | null
  readonly subsystems: readonly string[]
  readonly maintainers: readonly Person[]
}
