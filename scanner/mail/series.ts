import type { Mail } from './mail.ts'

/** One posting of a series: what was sent at once under one version. */
export interface Posting {
  readonly version: number
  /** How many patches its mails say it has. */
  readonly total: number
  readonly cover: Mail | null
  /** In the order in which they apply. */
  readonly patches: readonly Mail[]
  /** Numbers of patches that are not in the mailbox, or came without a patch in them. */
  readonly missing: readonly number[]
  /** The version that the patches which were not sent anew are taken from; `null`: all were. */
  readonly filledFrom: number | null
  /** Mails that a later one with the same number took the place of. */
  readonly superseded: readonly Mail[]
  /** Answers to any of its mails. */
  readonly replies: readonly Mail[]
}

/** All postings of one piece of work, the oldest first. There is always one. */
export interface Series {
  readonly title: string
  readonly postings: readonly Posting[]
}

/** A mailbox, sorted. Each mail is in one place. */
export interface SortedMailbox {
  /** In the order in which their first mails were sent. */
  readonly series: readonly Series[]
  /** Mails that belong to no series of this mailbox. */
  readonly others: readonly Mail[]
  /** How many mails came more than once, as happens when they went to several lists. */
  readonly copies: number
}
