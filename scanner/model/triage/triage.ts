/** Version of the triage file, as its header line says it. */
export const triageVersion = 1

/** What a person may say of a site; in words in `verdictSentences`. */
export const triageVerdicts = ['stays', 'blocked', 'not-gup', 'wrong-pair', 'dual-mode', 'case'] as const
export type TriageVerdict = (typeof triageVerdicts)[number]

export const verdictSentences: Readonly<Record<TriageVerdict, string>> = {
  stays: 'This call stays on plain gup by design.',
  blocked: 'The conversion waits for something else.',
  'not-gup': 'This is no use of gup: it was detected wrongly.',
  'wrong-pair': 'This release does not belong to that acquire.',
  'dual-mode': 'This code rightly handles pinned and plain pages side by side.',
  case: 'The case of pin_user_pages.rst that this call falls under.',
}

export const triageCases = [1, 2, 3, 4, 5] as const
export type TriageCase = (typeof triageCases)[number]

/** The four keys by which a judgement finds its site in any revision: ids differ between stores, these do not. */
export interface SiteAddress {
  readonly path: string
  /** `null` for a call outside any function. */
  readonly function: string | null
  readonly api: string
  /** Which call of this API in this function, from 1. */
  readonly ordinal: number
}

/** What one person said of one site. Beside the scanner's word, never over it. */
export interface Triage {
  readonly verdict: TriageVerdict
  /** Always there with the verdict `case`. */
  readonly case?: TriageCase
  /** A word or two that can be counted, as `mmu-notifier`. */
  readonly reason?: string
  readonly text?: string
  /** Evidence: an http(s) address. */
  readonly link?: string
  /** With the verdict `wrong-pair`: the site that this one does not belong to. */
  readonly other?: SiteAddress
  /** Who said so: a name or a mail address. */
  readonly by: string
  /** When, in UTC: `2026-11-30`, or with a time `2026-11-30T10:00:00Z`. */
  readonly date: string
}

/** One line of a triage file. */
export interface TriageEntry extends SiteAddress, Triage {}
