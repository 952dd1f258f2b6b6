import { formatColumns } from '../format-figure.ts'
import { formatPages } from '../service/format-service.ts'
import type { HistoryReport } from './measure-history.ts'

const answerMsMax = 50

/** What a long history costs whoever asks for a part of it, as tables for people. */
export function formatHistory({ rows, generated, answers, tenMs, pages }: HistoryReport): string {
  const count = (value: number) => value.toLocaleString('en')
  const header =
    `${count(rows.spans)} spans of sites, ${count(rows.pairs)} of pairs, ${count(rows.events)} events, ` +
    `${rows.revisions} revisions with ${count(rows.sitesPerRevision)} sites each; ` +
    `generated in ${(generated.value / 1000).toFixed(0)} s at load ${generated.load.toFixed(1)}\n\n`
  const table = formatColumns([
    ['question', 'median ms', 'p95 ms', 'p99 ms', 'target', 'reached', 'load'],
    ...answers.map(({ kind, name, median, p95, p99, load }) => [
      name.startsWith(kind) ? name : `${kind}: ${name}`,
      ...[median, p95, p99].map((value) => value.toFixed(1)),
      `≤ ${answerMsMax}`,
      p95 <= answerMsMax ? 'yes' : 'NO',
      load.toFixed(1),
    ]),
  ])
  const note =
    '\nQuestions: one at a time, from the call to its rows, about another revision each time.\n' +
    `Meanwhile 10 ms of processor time took ${tenMs.median.toFixed(0)} ms (p95 ${tenMs.p95.toFixed(0)}) of this process.\n`
  return [header, table, note, pages === null ? '' : `\n${formatPages(pages)}`].join('')
}
