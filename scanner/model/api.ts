/** Which way of holding a page an API belongs to; see the catalogue for the members of each. */
export const families = [
  'get',
  'put-user',
  'pin',
  'iov-get',
  'iov-extract',
  'bio',
  'frame-vector',
  'folio',
  'folio-pin',
  'subsystem',
] as const
export type Family = (typeof families)[number]

export const roles = ['acquire', 'release'] as const
export type Role = (typeof roles)[number]

/**
 * Where the page reference travels in one call.
 *
 * `parameter` is the name the kernel's own header gives it: argument positions moved over the releases
 * (`get_user_pages_remote()` lost its `tsk` in 5.9), the name did not, so a declaration found in the scanned tree
 * decides and `index` (from 0, newest form) is the fallback.
 */
export type Carrier =
  | {
      readonly kind: 'argument'
      readonly index: number
      readonly parameter: string
      /** The member of that argument which carries the pages, if it is not the argument itself: a request's `bio`. */
      readonly member: string | null
    }
  | { readonly kind: 'return' }

/** First and last release with the function, as `5.6`; `null` is "before the trees that were read" or "still there". */
export interface VersionWindow {
  readonly since: string | null
  readonly until: string | null
}

/**
 * How the reference is held, which decides whether a release fits an acquire.
 * `carrier` is decided by the tree: a bio or a frame vector pins or not as its implementation does.
 */
export type Hold = 'reference' | 'placeholder' | 'pin' | 'carrier'

/** What kind of object carries the pages of a site: the class of API that fits it. */
export const siteClasses = ['single-page', 'page-array', 'folio', 'bvec'] as const
export type SiteClass = (typeof siteClasses)[number]

/** One function of the catalogue. `targets` are tried in order; the first that the scanned tree declares is meant. */
export interface Api {
  readonly name: string
  readonly role: Role
  readonly family: Family
  readonly hold: Hold
  readonly carrier: Carrier
  readonly class: SiteClass
  /** Generic releases drop any page (`put_page`): without a pair they say nothing about gup. */
  readonly generic: boolean
  readonly partners: readonly string[]
  readonly targets: readonly string[]
  readonly window: VersionWindow
  /** A token that must stand in the arguments for the call to take a reference (`follow_page`: `FOLL_GET`). */
  readonly needsFlag: string | null
  /** Where `FOLL_*` flags go, by the header's parameter name and, newest form, by position; `null` if nowhere. */
  readonly flags: { readonly index: number; readonly parameter: string } | null
}
