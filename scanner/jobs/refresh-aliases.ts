import { openRepository, resolveCommit } from '#scanner/git/open-repository.ts'
import { readPath } from '#scanner/git/read-path.ts'
import { parseMailmap } from '#scanner/own/parse-mailmap.ts'
import { getNewestCommit } from '#scanner/store/get-newest-commit.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { saveAliases } from '#scanner/store/save-aliases.ts'
import type { ScanClaim } from '#scanner/store/scan-claim.ts'

/** Keeps which addresses `.mailmap` of a tree's newest revision joins. Rejects with `ClaimLostError` and `GitError`. */
export async function refreshAliases(
  db: Store,
  directory: string,
  scan: ScanClaim & { readonly treeId: number },
): Promise<void> {
  const commit = await getNewestCommit(db, scan.treeId)
  if (commit === null) return
  const repository = await openRepository(directory)
  try {
    const { tree } = await resolveCommit(repository, commit)
    const file = await readPath(repository.objects, tree, '.mailmap')
    await saveAliases(db, scan, file?.type === 'blob' ? parseMailmap(file.content.toString('utf8')) : [])
  } finally {
    repository.close()
  }
}
