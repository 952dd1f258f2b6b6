/** One mail as it lies in a mailbox. */
export interface RawMail {
  /** Line of the mailbox at which it begins, from 1. */
  readonly line: number
  /** Headers and body, without the line that parts it from the mail before; no line ends in CR. */
  readonly content: Buffer
}

export interface MailAddress {
  /** Empty where only an address stands there. */
  readonly name: string
  readonly address: string
}

/** What the brackets in front of a subject say. */
export interface SubjectTags {
  /** Without replies' `Re:` and without brackets. */
  readonly title: string
  readonly isReply: boolean
  /** 1 where none is said. */
  readonly version: number
  /** `2/5`; `null` where the mail is not numbered. A cover letter is part 0. */
  readonly part: { readonly number: number; readonly total: number } | null
}

/** One mail, decoded as far as sorting it needs. */
export interface Mail extends RawMail, SubjectTags {
  /** Within `<>`; `null` for a patch that was never sent. */
  readonly messageId: string | null
  /** Ids of the mails that this one answers, the nearest first. */
  readonly ancestors: readonly string[]
  readonly subject: string
  readonly from: MailAddress
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  /** `null` where there is none that can be read. */
  readonly date: Date | null
  /** All text of it in one, attached files too. */
  readonly text: string
  readonly holdsPatch: boolean
  /** Sent as `format=flowed`: a mail program may have broken its lines. */
  readonly isFlowed: boolean
}
