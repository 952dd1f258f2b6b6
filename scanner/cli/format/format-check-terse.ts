import type { CheckReport, Severity } from '#scanner/model/check.ts'
import { printable } from '#scanner/model/printable.ts'

const words: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', note: 'NOTE' }

/** A finding a line, as `checkpatch.pl --terse --showfile` and compilers write them: for editors, and for tools that read lines. */
export function formatCheckTerse({ findings }: CheckReport): string {
  return findings
    .map(
      ({ site, severity, kind, message }) =>
        `${printable(site.path)}:${site.line}: ${words[severity]}: ${kind}: ${printable(message)}\n`,
    )
    .join('')
}
