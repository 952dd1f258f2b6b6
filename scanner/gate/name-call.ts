import type { GateSite } from './gate-site.ts'

/** `get_user_pages_fast() in foo_map()`. */
export function nameCall({ row }: GateSite): string {
  return row.function === null ? `${row.api}()` : `${row.api}() in ${row.function}()`
}
