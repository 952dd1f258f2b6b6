import { formatColumns } from '../format-figure.ts'
import type { PagesReport } from './measure-pages.ts'

const overMedian = 40
const overP95 = 80
const growthMax = 10

/** Each page and answer beside its floor, as a table for people. */
export function formatPagesReport({ times, floors, selectOne }: PagesReport): string {
  const table = formatColumns([
    [
      'address',
      'median ms',
      'p95 ms',
      'over the floor',
      'reached',
      'computed ms',
      'p95 of 16 at once',
      'times',
      'wrong',
      'kB',
      'load',
    ],
    ...times.map(({ path, median, p95, floor, crowd, bytes, processor, load }) => [
      path,
      median.toFixed(1),
      p95.toFixed(1),
      `+${(median - floor.median).toFixed(1)} / +${(p95 - floor.p95).toFixed(1)}`,
      median - floor.median <= overMedian && p95 - floor.p95 <= overP95 ? 'yes' : 'NO',
      processor === null || floor.processor === null
        ? '–'
        : `${processor.toFixed(0)} (+${(processor - floor.processor).toFixed(0)})`,
      crowd.p95.toFixed(0),
      `${(crowd.p95 / p95).toFixed(1)}${crowd.p95 / p95 <= growthMax ? '' : ' NO'}`,
      String(crowd.wrong),
      (bytes / 1000).toFixed(0),
      load.toFixed(1),
    ]),
  ])
  const ground = floors.map(({ path, median, p95 }) => `${path} ${median.toFixed(1)} / ${p95.toFixed(1)} ms`).join(', ')
  return [
    table,
    `\nFloors, median / p95: ${ground}; select 1 ${selectOne.median.toFixed(2)} / ${selectOne.p95.toFixed(2)} ms.\n`,
    `Reach: the floor + ${overMedian} ms at the median and + ${overP95} ms at p95, one request at a time; at 16 at once no error and p95 at most ${growthMax} times.\n`,
  ].join('')
}
