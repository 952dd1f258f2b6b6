import { apiByName } from '#scanner/model/catalogue/index.ts'

/** The call that drops what a call takes; `null` if the catalogue knows none. */
export function partnerOf(api: string): string | null {
  return apiByName.get(api)?.partners[0] ?? null
}
