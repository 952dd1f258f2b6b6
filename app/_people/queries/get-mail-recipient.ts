import type { Transaction } from '#prisma/client.ts'
import { findRecipient, type Recipient } from '#prisma/telling/find-recipient.ts'

/** Where mails to somebody go, and what they do not want. */
export const getMailRecipient = (database: Transaction, participantId: number): Promise<Recipient | null> =>
  findRecipient(database, participantId)
