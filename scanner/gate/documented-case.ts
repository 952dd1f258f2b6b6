import { flagsOf } from '#scanner/model/flags-of.ts'
import type { GateSite } from './gate-site.ts'

const document = 'Documentation/core-api/pin_user_pages.rst'

/** What the kernel's own document says of such a call, as far as the call itself tells which of its cases it is. */
export function documentedCase({ site, row }: GateSite): string {
  const flags = new Set(site.call.arguments.flatMap((argument) => [...flagsOf(argument, site.function)]))
  if (row.longterm || flags.has('FOLL_LONGTERM')) return `${document}, case 2`
  if (row.class === 'bvec' || row.family === 'iov-get' || row.family === 'bio') return `${document}, case 1`
  if (flags.has('FOLL_WRITE')) return `${document}, case 1 or, where the CPU writes, case 5`
  return `${document}, cases 1 to 5`
}
