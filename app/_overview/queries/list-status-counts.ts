import type { Transaction } from '#prisma/client.ts'
import type { Role } from '#scanner/model/api.ts'
import type { Status } from '#scanner/model/site.ts'

export interface StatusCount {
  readonly role: Role
  readonly status: Status
  readonly sites: number
}

/** How many sites of a revision have each status, as counted when it was published. */
export async function listStatusCounts(database: Transaction, revisionId: number): Promise<readonly StatusCount[]> {
  return database.$queryRaw<StatusCount[]>`
    select role, status, sites from count where revision_id = ${revisionId} and subsystem_id is null and sites > 0`
}
