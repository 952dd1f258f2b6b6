import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { GateSite } from './gate-site.ts'

/** How the call of a site holds or drops pages by its name alone; `carrier` where the tree decides. */
export function holdOf({ row }: GateSite) {
  return apiByName.get(row.api)?.hold ?? 'carrier'
}
