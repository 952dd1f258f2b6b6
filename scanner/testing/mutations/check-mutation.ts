import type { CheckedRange, CheckReport } from '#scanner/model/check.ts'
import { checkIn } from '#scanner/run/check/check-range.ts'
import { composeRange } from '#scanner/run/check/resolve-range.ts'
import type { Session } from '#scanner/run/open-session.ts'
import { runTestGit } from '../make-repository.ts'
import { applyEdits } from './apply-edits.ts'
import type { Mutation } from './mutation.ts'

export interface MutationResult {
  readonly found: readonly string[]
  readonly improved: readonly string[]
  readonly told: readonly string[]
  readonly report: CheckReport
}

/** Commits a mutation on top of `base` in the repository of a session, checks the range, and says what came out in the words of the list. */
export async function checkMutation(session: Session, base: string, mutation: Mutation): Promise<MutationResult> {
  const range = await commitMutation(session.repository.directory, base, mutation)
  const report = await checkIn(session, range)
  const numberOf = (oid: string | undefined) => range.commits.findIndex((commit) => commit.oid === oid) + 1
  return {
    found: report.findings.map(
      ({ severity, kind, site }) => `${severity} ${kind} ${site.function ?? site.path} ${site.api}`,
    ),
    improved: report.improved.map(({ after }) => after.function ?? after.path),
    told: report.findings.map(
      ({ site, commit, mendedBy }) =>
        `${site.function ?? site.path}: introduced by ${numberOf(commit?.oid)}${mendedBy === null ? '' : `, mended by ${numberOf(mendedBy)}`}`,
    ),
    report,
  }
}

/** Commits a mutation on top of `base`, and gives the range. */
export function commitMutation(directory: string, base: string, { commits }: Mutation): Promise<CheckedRange> {
  let parent = base
  for (const edits of commits) {
    const from = parent
    const files = applyEdits(edits, (path) => readFile(directory, from, path))
    parent = commitFiles(directory, from, files)
  }
  return composeRange(directory, { revision: 'base', commit: base }, { oid: parent, name: 'head' })
}

function readFile(directory: string, commit: string, path: string): string | null {
  try {
    return runTestGit(directory, ['cat-file', 'blob', `${commit}:${path}`]).concat('\n')
  } catch {
    return null
  }
}

/** A commit on top of another one, over an index of the repository's own; nothing is checked out. */
function commitFiles(directory: string, parent: string, files: ReadonlyMap<string, string | null>): string {
  runTestGit(directory, ['read-tree', parent])
  const entries = [...files].map(([path, text]) => {
    const zero = '0'.repeat(parent.length)
    if (text === null) return `0 ${zero}\t${path}`
    return `100644 ${runTestGit(directory, ['hash-object', '-w', '--stdin'], text)}\t${path}`
  })
  runTestGit(directory, ['update-index', '--add', '--index-info'], `${entries.join('\n')}\n`)
  const tree = runTestGit(directory, ['write-tree'])
  return runTestGit(directory, ['commit-tree', tree, '-p', parent, '-m', 'mutation'])
}
