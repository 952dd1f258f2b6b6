import * as z from 'zod/mini'
import type { Database } from '#prisma/client.ts'
import { composeOutboxMail } from '#prisma/telling/compose-outbox-mail.ts'
import { formatMail } from '#scanner/model/telling/format-mail.ts'
import type { Teller } from '#scanner/model/telling/mail.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'
import { dropRow, keepMessage } from './end-outbox.ts'
import type { TakenRow } from './take-outbox.ts'

const keptMail = z.object({ to: z.string(), text: z.string() })
const claimData = z.object({ claims: z.array(z.int()), by: z.nullable(z.int()) })
const digestData = z.object({ subscription: z.int() })

/** A mail that is ready for the wire; the same at each try. `null`: it was dropped, since nobody wants it any more. */
export async function prepareMail(
  db: Database,
  row: TakenRow,
  teller: Teller,
): Promise<z.infer<typeof keptMail> | null> {
  const kept = keptMail.safeParse(row.message)
  if (row.kind === 'digest') {
    if (kept.success && (await isWanted(db, row))) return kept.data
    await dropRow(db, row, 'nobody wants this digest any more')
    return null
  }
  const composed = await compose(db, row, teller)
  if (composed.state === 'dropped') {
    await dropRow(db, row, composed.why)
    return null
  }
  if (kept.success) return kept.data
  const mail = { to: composed.mail.to, text: formatMail(composed.mail, teller) }
  await keepMessage(db, row.id, mail)
  return mail
}

function isWanted(db: Database, row: TakenRow): Promise<boolean> {
  const { subscription } = digestData.parse(row.data)
  return withDatabaseErrors('looking for a subscription', async () => {
    return (await db.subscription.count({ where: { id: subscription } })) > 0
  })
}

function compose(db: Database, row: TakenRow, teller: Teller) {
  const { claims, by } = claimData.parse(row.data)
  return withDatabaseErrors('composing a mail', () =>
    composeOutboxMail(
      db,
      {
        id: row.id,
        createdAt: row.createdAt,
        kind: claimKind.parse(row.kind),
        participantId: z.int().parse(row.participantId),
        treeId: z.int().parse(row.treeId),
        claimIds: claims,
        byId: by,
      },
      teller,
    ),
  )
}

const claimKind = z.enum(['assigned', 'reminder', 'expired', 'landed'])
