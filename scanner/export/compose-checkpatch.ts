/** A legacy call and what to say in its stead. */
export interface Replacement {
  readonly from: string
  readonly to: string
}

const contextLines = 3

/**
 * A patch for scripts/checkpatch.pl that adds calls to its list of deprecated APIs, as `git apply` takes it. `null` where the script has no
 * such list (before 5.0), or every call is in it already.
 */
export function composeCheckpatch(script: string, replacements: readonly Replacement[]): string | null {
  const lines = script.split('\n')
  const start = lines.findIndex((line) => /^our %deprecated_apis\s*=\s*\(/.test(line))
  const end = start < 0 ? -1 : lines.findIndex((line, index) => index > start && /^\);/.test(line))
  if (end < 0) return null
  const known = new Set(lines.slice(start, end).flatMap((line) => /^\s*"(\w+)"\s*=>/.exec(line)?.[1] ?? []))
  const added = replacements.filter(({ from }) => !known.has(from))
  if (added.length === 0) return null
  const before = lines.slice(Math.max(0, end - contextLines), end)
  const after = lines.slice(end, end + contextLines)
  const from = end - before.length + 1
  const oldCount = before.length + after.length
  return [
    'diff --git a/scripts/checkpatch.pl b/scripts/checkpatch.pl',
    '--- a/scripts/checkpatch.pl',
    '+++ b/scripts/checkpatch.pl',
    `@@ -${from},${oldCount} +${from},${oldCount + added.length} @@ ${lines[start] ?? ''}`,
    ...before.map((line) => ` ${line}`),
    ...added.map((entry) => `+${formatEntry(entry)}`),
    ...after.map((line) => ` ${line}`),
    '',
  ].join('\n')
}

/** The list has its arrows at column 41, with tabs. */
function formatEntry({ from, to }: Replacement): string {
  const name = `"${from}"`
  const tabs = Math.max(1, Math.ceil((arrowColumn - (8 + name.length)) / 8))
  return `\t${name}${'\t'.repeat(tabs)}=> "${to}",`
}

const arrowColumn = 48
