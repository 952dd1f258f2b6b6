import { randomBytes } from 'node:crypto'
import type { Transaction } from '#prisma/client.ts'

/** What links in mails are signed with; `null`: no mail has needed it yet. */
export async function findMailSecret(db: Transaction): Promise<Uint8Array | null> {
  return (await db.mailSecret.findUnique({ where: { id: 1 }, select: { secret: true } }))?.secret ?? null
}

/** What links in mails are signed with; made when first a mail needs it, and the same ever after. */
export async function getMailSecret(db: Transaction): Promise<Uint8Array> {
  const known = await findMailSecret(db)
  if (known !== null) return known
  // of several who make one at once the first wins
  await db.mailSecret.createMany({ data: [{ id: 1, secret: randomBytes(32) }], skipDuplicates: true })
  return (await db.mailSecret.findUniqueOrThrow({ where: { id: 1 }, select: { secret: true } })).secret
}
