import { mailKindWords } from '#app/_people/mail-words.ts'
import type { Transaction } from '#prisma/client.ts'
import type { MailGrant } from '#prisma/telling/mail-token.ts'

export interface DescribedStop {
  /** Which mails, as a sentence goes on. */
  readonly what: string
  readonly isStopped: boolean
  /** The link can also undo it. */
  readonly canResume: boolean
}

/** What a link at the end of a mail ends, and whether that is done; `null`: such a link ends nothing. */
export async function describeStop(database: Transaction, grant: MailGrant): Promise<DescribedStop | null> {
  switch (grant.what) {
    case 'stop-kind': {
      const { participantId, kind } = grant
      const isStopped = (await database.mailStop.count({ where: { participantId, kind } })) > 0
      return { what: `Mails ${mailKindWords[kind]}`, isStopped, canResume: true }
    }
    case 'stop-section': {
      const found = await database.subscription.findUnique({
        where: { id: grant.subscriptionId },
        select: { section: true, tree: { select: { name: true } } },
      })
      const what = found === null ? 'Mails about this section' : `Mails about ${found.section} of ${found.tree.name}`
      return { what, isStopped: found === null, canResume: false }
    }
    case 'claims':
      return null
  }
}
