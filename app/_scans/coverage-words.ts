import { formatCount, formatNumber } from '#app/_web/format.ts'
import type { Coverage, ProblemKind, SkipReason } from '#scanner/model/coverage.ts'

const skipWords: Readonly<Record<SkipReason, string>> = {
  assembly: 'in assembly',
  rust: 'in Rust',
  size: 'above 1 MiB',
  encoding: 'not text',
  symlink: 'symbolic links',
  submodule: 'submodules',
  'left-out': 'in Documentation, tools, samples or scripts',
}

const problemWords: Readonly<Record<ProblemKind, string>> = {
  'unbalanced-brackets': 'brackets that do not match',
  'unterminated-comment': 'a comment without end',
  'unterminated-string': 'a string without end',
  'unterminated-conditional': '#if without #endif',
  'stray-conditional': '#else or #endif without #if',
  'unclosed-call': 'a call without end',
  'nul-bytes': 'NUL bytes',
  'invalid-utf8': 'bytes that are not UTF-8',
  'never-compiled': 'a call under #if 0, left out',
  'pasted-name': 'a macro that pastes the name of an API together: its uses in other files are not seen',
  'pairs-left-out': 'a pair beyond what one function or file may have',
}

/** What was left out, by reason: `1,310 in assembly`. */
export const describeSkipped = ({ skipped }: Coverage): readonly string[] =>
  entriesOf(skipped).map(([reason, files]) => `${formatNumber(files)} ${skipWords[reason]}`)

export const countSkipped = ({ skipped }: Coverage): number => sum(entriesOf(skipped))

/** What reading stumbled over, by kind. */
export const describeProblems = ({ problems }: Coverage): readonly string[] =>
  entriesOf(problems).map(([kind, count]) => `${formatNumber(count)} × ${problemWords[kind]}`)

export const countProblems = ({ problems }: Coverage): number => sum(entriesOf(problems))

/** One line: what a scan saw of a revision. */
export function describeCoverage(coverage: Coverage): string {
  const skipped = countSkipped(coverage)
  const problems = countProblems(coverage)
  return [
    `${formatCount(coverage.filesSearched, 'file')} searched`,
    `${formatNumber(coverage.filesRead)} name an API and were read`,
    skipped === 0 ? 'none left out' : `${formatNumber(skipped)} left out`,
    problems === 0 ? 'no problems' : formatCount(problems, 'problem'),
  ].join(', ')
}

function entriesOf<Name extends string>(counts: Readonly<Partial<Record<Name, number>>>): readonly [Name, number][] {
  // JSON of our own: its names are the enum's
  return (Object.entries(counts) as [Name, number][]).filter(([, count]) => count > 0)
}

const sum = (entries: readonly (readonly [string, number])[]): number =>
  entries.reduce((total, [, count]) => total + count, 0)
