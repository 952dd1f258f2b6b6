import type { RevisionDetails } from '#app/_data/get-revision.ts'
import { remember } from '#app/_data/remember.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Person } from '#scanner/model/site.ts'
import { type ListedMaintainer, listMaintainers } from './list-maintainers.ts'
import { type ListedSubsystem, listSubsystems } from './list-subsystems.ts'

/** As `listSubsystems`, kept as long as nothing is published into the tree. */
export const loadSubsystems = (database: Transaction, revision: RevisionDetails): Promise<readonly ListedSubsystem[]> =>
  remember(revision, ['subsystems'], () => listSubsystems(database, revision))

/** As `listMaintainers`, kept as long as nothing is published into the tree. */
export const loadMaintainers = (
  database: Transaction,
  revision: RevisionDetails,
  role: Person['role'] | null,
): Promise<readonly ListedMaintainer[]> =>
  remember(revision, ['maintainers', role], () => listMaintainers(database, revision, role))
