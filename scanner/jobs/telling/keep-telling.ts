import { setTimeout as delay } from 'node:timers/promises'
import { explainDatabaseError } from '#prisma/explain-database-error.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { sweepOutbox } from '#scanner/store/telling/end-outbox.ts'
import { isPassing } from '../scan-trouble.ts'
import { type MailSettings, tellByMail } from './tell-by-mail.ts'
import { tellWebhooks, type WebhookSettings } from './tell-webhooks.ts'

export interface TellingSettings {
  /** `null`: this worker sends no mails. */
  readonly mail: MailSettings | null
  readonly webhooks: WebhookSettings
}

export interface TellingOptions {
  readonly settings: TellingSettings
  readonly signal: AbortSignal
  /** Told of trouble, once until it is over. */
  readonly warn: (sentence: string) => void
}

const roundEveryMs = 5000
/** How long a mail server that is away is left alone, at most. */
const awayMsMax = 300_000
const sweepEveryMs = 3_600_000

/** Tells people and programs what they want to know, until it is told to stop. Never rejects: what fails is tried again. */
export async function keepTelling(db: Store, { settings, signal, warn }: TellingOptions): Promise<void> {
  let sweepAt = 0
  let mailAt = 0
  let mailTroubles = 0
  while (!signal.aborted) {
    try {
      if (settings.mail !== null && Date.now() >= mailAt) {
        const round = await tellByMail(db, settings.mail)
        if (round.kind === 'away' && mailTroubles === 0)
          warn(`The mail server does not take mails (${round.answer}). They wait, and are sent when it is back.`)
        if (round.kind === 'told' && mailTroubles > 0) warn('The mail server is back.')
        if (round.kind === 'told') mailTroubles = 0
        if (round.kind === 'away') mailTroubles++
        mailAt = round.kind === 'away' ? Date.now() + Math.min(roundEveryMs * 2 ** mailTroubles, awayMsMax) : 0
      }
      await tellWebhooks(db, settings.webhooks)
      if (Date.now() >= sweepAt) {
        await sweepOutbox(db)
        sweepAt = Date.now() + sweepEveryMs
      }
    } catch (error) {
      const explained = explainDatabaseError('telling people', error)
      // that the database is gone is told by the worker, once
      if (!signal.aborted && !isPassing(explained))
        warn(explained instanceof Error ? explained.message : String(explained))
    }
    await delay(roundEveryMs, undefined, { signal }).catch(() => {})
  }
}
