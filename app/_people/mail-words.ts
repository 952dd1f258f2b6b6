import type { ClaimMailKind } from '#scanner/model/telling/claim-mail.ts'
import type { Frequency, MailKind } from '#scanner/model/telling/mail.ts'

/** As somebody is asked whether they want it. */
export const mailKindWords: Readonly<Record<MailKind, string>> = {
  assigned: 'when something is assigned to me',
  reminder: 'before a claim of mine expires, and when it has',
  landed: 'when what I claimed is converted',
}

export const frequencyWords: Readonly<Record<Frequency | 'off', string>> = {
  off: 'never',
  immediate: 'at once, of new sites to convert',
  daily: 'daily, if something happened',
  weekly: 'weekly, if something happened',
}

export const claimMailWords: Readonly<Record<ClaimMailKind, string>> = {
  assigned: 'Assigned to you',
  reminder: 'Before claims expire',
  expired: 'Claims that expired',
  landed: 'Conversions that landed',
}
