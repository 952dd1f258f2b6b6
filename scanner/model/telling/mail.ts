/** Somebody's own page that ends a kind of mail, and the address that mail programs post to (RFC 8058). */
export interface StopLinks {
  readonly page: string
  readonly oneClick: string
}

/** A mail as it is told of, before it is written down. Texts of others may stand in any part. */
export interface Mail {
  readonly to: string | null
  readonly subject: string
  /** Paragraphs, whose lines are wrapped already. */
  readonly paragraphs: readonly string[]
  /** Left part of its Message-ID: the same mail has the same. */
  readonly id: string
  /** Left part of the id of a mail that was never sent: all that answer it are a thread. */
  readonly thread: string
  /** What stands before the host in its List-Id. */
  readonly list: string
  /** `null`: it is printed for somebody to send, who may answer for it. */
  readonly sent: { readonly at: Date; readonly stop: StopLinks } | null
}

/** Of the server that tells. */
export interface Teller {
  /** Public address of the pages, without a slash at its end; ids of mails are made of its host. */
  readonly url: string
  /** Address of the sender. */
  readonly from: string
}

/** What somebody may want no mails of; `digest` is ended section by section. */
export const mailKinds = ['assigned', 'reminder', 'landed'] as const
export type MailKind = (typeof mailKinds)[number]

export const frequencies = ['immediate', 'daily', 'weekly'] as const
export type Frequency = (typeof frequencies)[number]
