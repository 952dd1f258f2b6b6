import type { RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { formatTriage } from '#scanner/model/triage/format-triage.ts'
import { listTriage, toTriage } from './list-triage.ts'

/** Everything that is decided of sites of a tree as a triage file, version 1. Sites that are gone stand where they were last. */
export async function exportTriage(database: Transaction, treeId: number, revision: RevisionPlace): Promise<string> {
  const decided = await listTriage(database, treeId, revision, { decidedOnly: true })
  return formatTriage(
    decided.map((triage) => {
      const { path, function: name, api, ordinal } = triage
      return { path, function: name, api, ordinal, ...toTriage(triage) }
    }),
  )
}
