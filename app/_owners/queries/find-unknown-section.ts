import { findSubsystem } from '#app/_data/find-subsystem.ts'
import type { Transaction } from '#prisma/client.ts'

/** The first of some names that no section of the tree has, in any revision; a slip of the pen, which an empty list would hide. */
export async function findUnknownSection(
  database: Transaction,
  treeId: number,
  names: readonly string[],
): Promise<string | null> {
  for (const name of names) if ((await findSubsystem(database, treeId, name)) === null) return name
  return null
}
