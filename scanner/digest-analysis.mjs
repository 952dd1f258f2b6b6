import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What decides how a revision is judged: everything between a blob and a row. */
const analysis = ['model', 'read', 'link', 'judge', 'own', 'run', 'run.ts']

/**
 * Version of the analysis: 16 hex digits of its sources. A published revision carries it, and another one judges anew. Nobody has to
 * remember to raise it; the price is that a comment does so, too.
 */
export function digestAnalysis(scanner = dirname(fileURLToPath(import.meta.url))) {
  const paths = readdirSync(scanner, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(scanner, join(entry.parentPath ?? entry.path, entry.name)))
    // the gate compares what was judged, and judges nothing
    .filter((path) => analysis.includes(path.split('/', 1)[0] ?? '') && !path.startsWith(join('run', 'check')))
    .sort()
  const hash = createHash('sha256')
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(scanner, path)))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}
