import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

const identifier = 'first-admin'
const dayMs = 86_400_000

/**
 * A secret that makes whoever is signed in and shows it the first admin, once; it replaces any earlier one and is kept as its digest. `null`
 * once there is an admin who signs in.
 */
export function makeFirstAdminToken(db: Database): Promise<string | null> {
  return withDatabaseErrors('looking for an admin', () =>
    db.$transaction(async (tx) => {
      // the owner of single-user mode signs in nowhere
      if ((await tx.user.count({ where: { role: 'admin', id: { not: 'local' } } })) > 0) return null
      const token = randomBytes(24).toString('base64url')
      const value = createHash('sha256').update(token).digest('hex')
      await tx.verification.deleteMany({ where: { identifier } })
      const expiresAt = new Date(Date.now() + 7 * dayMs)
      await tx.verification.create({ data: { id: randomUUID(), identifier, value, expiresAt }, select: { id: true } })
      return token
    }),
  )
}
