import { type Figure, summarize } from '../compose-figures.ts'
import { formatColumns, formatFigure } from '../format-figure.ts'
import type { Sample } from '../run-timed.ts'
import type { ServiceReport } from './measure-service.ts'
import type { PageTime } from './time-pages.ts'

/** What a user of `pinwatch start` waits for, as tables for people. */
export function formatService(report: ServiceReport): string {
  const { firstAnswers, firstPublished, laterAnswers, publish, pages, scriptBytes } = report
  const starts = formatColumns([
    ['start', 'measured', 'range', 'target', 'reached', 'load'],
    ...[
      seconds('first start, until pages answer (they are built)', [firstAnswers], null),
      seconds('first start, until the kernel is on its page', [firstPublished], null),
      seconds('later start, until pages answer', [laterAnswers], null),
      seconds('publishing a whole kernel', publish, 2),
    ].map(formatFigure),
  ])
  return [
    starts,
    `later start / first start: ${(laterAnswers.value / firstAnswers.value).toFixed(3)}\n\n`,
    formatPages(pages),
    'The kernel alone is in the store.\n',
    `Scripts of the overview, compressed: ${(scriptBytes / 1000).toFixed(0)} kB.\n`,
  ].join('')
}

const pageMsMax = 50

/** How long each page takes, and how that was measured. */
export function formatPages(pages: readonly PageTime[]): string {
  const times = formatColumns([
    ['page', 'median ms', 'p95 ms', 'target', 'reached', 'kB', 'load'],
    ...pages.map(formatPage),
  ])
  return `${times}\nPages: one request at a time over loopback, to the last byte, in the production server.\n`
}

function formatPage({ path, median, p95, bytes, load }: PageTime): readonly string[] {
  // the rows of a whole kernel are a download, not a page
  const isPage = !path.startsWith('/api/')
  return [
    path,
    median.toFixed(1),
    p95.toFixed(1),
    isPage ? `≤ ${pageMsMax}` : '',
    isPage ? (p95 <= pageMsMax ? 'yes' : 'NO') : '',
    (bytes / 1000).toFixed(0),
    load.toFixed(1),
  ]
}

function seconds(name: string, samples: readonly Sample[], most: number | null): Figure {
  const target = most === null ? null : ({ kind: 'at-most', value: most } as const)
  return { name, unit: 'seconds', ...summarize(samples, 1e-3), target }
}
