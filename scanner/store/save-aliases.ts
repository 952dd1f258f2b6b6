import type { Database } from '#prisma/client.ts'
import type { MailAlias } from '#scanner/model/mail-alias.ts'
import { lockScan } from './lock-scan.ts'
import type { ScanClaim } from './scan-claim.ts'
import { storable } from './storable.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** What `.mailmap` of a tree says, in place of what it said before. Rejects with `ClaimLostError`. */
export async function saveAliases(
  db: Database,
  scan: ScanClaim & { readonly treeId: number },
  aliases: readonly MailAlias[],
): Promise<void> {
  const emails = aliases.map(({ email }) => storable(email))
  const names = aliases.map(({ commitName }) => (commitName === null ? null : storable(commitName)))
  const propers = aliases.map(({ properEmail }) => storable(properEmail))
  await withDatabaseErrors('saving what .mailmap says', () =>
    db.$transaction(async (tx) => {
      await lockScan(tx, scan.treeId, scan)
      await tx.$executeRaw`delete from mail_alias where tree_id = ${scan.treeId}`
      await tx.$executeRaw`
        insert into mail_alias (tree_id, email, commit_name, proper_email)
        select ${scan.treeId}::int, alias.* from unnest(${emails}::text[], ${names}::text[], ${propers}::text[]) alias`
    }),
  )
}
