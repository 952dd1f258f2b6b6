import { formatColumns } from '../format-figure.ts'
import type { BackfillReport } from './measure-backfill.ts'
import { sumUpBackfill } from './sum-up-backfill.ts'

const barLength = 40

/** What each revision of a backfill cost, beside what it changed, as a table for people. */
export function formatBackfill(report: BackfillReport): string {
  const { revisions, ms, peak } = report
  const phases = [...new Set(revisions.flatMap((revision) => Object.keys(revision.phases)))]
  const seconds = (value: number) => (value / 1000).toFixed(2)
  const table = formatColumns([
    ['revision', 'changed blobs', 'MB', 'seconds', ...phases, 'processor', 'of git', 'MB held', 'load'],
    ...revisions.map((revision) => [
      revision.label,
      revision.blobs.toLocaleString('en'),
      (revision.bytes / 1e6).toFixed(0),
      seconds(revision.ms),
      ...phases.map((phase) => seconds(revision.phases[phase] ?? 0)),
      seconds(revision.cpu),
      revision.git === null ? '' : seconds(revision.git),
      (revision.memory / 1e6).toFixed(0),
      revision.load.toFixed(1),
    ]),
  ])
  const { allowedMs, fixedMs, perBlobMs } = sumUpBackfill(report)
  return [
    table,
    '\n',
    drawBars(report),
    `\nAll: ${seconds(ms)} s; 1.3 times the first and what the changed bytes of the others cost at its rate: ${seconds(allowedMs)} s `,
    `(${(ms / allowedMs).toFixed(2)}, ${ms <= allowedMs ? 'reached' : 'NOT reached'}).\n`,
    `Best line through the others: ${seconds(fixedMs)} s a revision and ${perBlobMs.toFixed(2)} ms a changed blob.\n`,
    `Most memory of the worker: ${(peak / 1e6).toFixed(0)} MB.\n`,
    'Changed blobs: C files and headers that are scanned and whose content no earlier one of these revisions had.\n',
  ].join('')
}

/** Two bars a revision, each against the largest of its kind: cost follows change if they are alike. */
function drawBars({ revisions }: BackfillReport): string {
  const most = (of: (revision: BackfillReport['revisions'][number]) => number) => Math.max(1, ...revisions.map(of))
  const mostBlobs = most(({ blobs }) => blobs)
  const mostMs = most(({ ms }) => ms)
  const bar = (part: number, sign: string) => sign.repeat(Math.max(1, Math.round(part * barLength)))
  const width = Math.max(...revisions.map(({ label }) => label.length))
  return revisions
    .map(
      ({ label, blobs, ms }) =>
        `${label.padEnd(width)}  changed ${bar(blobs / mostBlobs, '░')}\n${' '.repeat(width)}  cost    ${bar(ms / mostMs, '█')}\n`,
    )
    .join('')
}
