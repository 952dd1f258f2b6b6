import type { MaintainersDialect } from './maintainers.ts'

/**
 * Reads off the tree's own `scripts/get_maintainer.pl` what `**` means in its MAINTAINERS.
 * The newer script converts it to `(?:.*)`; no older one (6.1, 6.12 read) has that text. Without a script: as the newest does.
 */
export function detectDialect(scriptText: string | null): MaintainersDialect {
  return { doubleStar: scriptText === null || scriptText.includes('(?:.*)') }
}
