import { findImplementations } from '#scanner/judge/find-implementations.ts'
import { type HoldOf, resolveHolds } from '#scanner/judge/resolve-holds.ts'
import { listSites } from '#scanner/link/list-sites.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { LinkSources, OutlinedTree } from './outlined-tree.ts'
import type { KeyedFile } from './part-keys.ts'

/** How a whole tree holds what carriers carry, by their definitions, wherever these stand: facts of no other files are read. */
export async function findHolds(
  { files, parted }: OutlinedTree,
  { facts, kernel }: Pick<LinkSources, 'facts' | 'kernel'>,
): Promise<HoldOf> {
  const { survey, aliases } = parted
  const defining = await facts.sources(files.filter(definesCarrier), kernel)
  const sites = listSites(defining, apiByName, survey, aliases)
  return resolveHolds({ sites, survey }, findImplementations({ files: defining }, apiByName))
}

function definesCarrier({ path, outline }: KeyedFile): boolean {
  return outline.declarations.some(
    ({ name, kind, static: own }) =>
      apiByName.get(name)?.hold === 'carrier' &&
      kind !== 'declaration' &&
      (path.endsWith('.h') || (kind === 'definition' && !own)),
  )
}
