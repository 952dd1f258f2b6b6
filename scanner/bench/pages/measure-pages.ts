import { join } from 'node:path'
import { drawSubjects } from '../history/draw-subjects.ts'
import { withHistory } from '../history/with-history.ts'
import { runStart } from '../service/run-start.ts'
import { type PageTime, timePages } from '../service/time-pages.ts'
import type { Workspace } from '../workspace.ts'
import { floors, listAddresses, type MeasuredAddress } from './list-addresses.ts'
import { type CrowdTime, timeCrowd } from './time-crowd.ts'

export interface PagesReport {
  readonly times: readonly (MeasuredAddress & PageTime & { readonly floor: PageTime; readonly crowd: CrowdTime })[]
  readonly floors: readonly PageTime[]
  /** Milliseconds of `select 1` over a connection that is open, between the rounds of the pages. */
  readonly selectOne: { readonly median: number; readonly p95: number }
}

const rounds = 20

/** Every kind of page and answer over a long history, beside what hardly does anything, one at a time and sixteen at once. */
export async function measurePages(workspace: Workspace, say: (step: string) => void): Promise<PagesReport> {
  return withHistory(workspace, say, async ({ store, databaseUrl }) => {
    const subjects = await drawSubjects(store, 20)
    // the longest line is the one that may be slow
    const subject = subjects.find(({ revision }) => revision.lineId === 1) ?? subjects[0]
    if (subject === undefined) throw new RangeError('a history has revisions')
    say('its pages in the production server, which may have to be built')
    const service = await runStart(workspace, {
      command: 'serve',
      home: join(workspace.scratch, 'pages-home'),
      inputs: [],
      databaseUrl,
      overview: '/linux',
    })
    try {
      const addresses = listAddresses(subject)
      const paths = [...Object.values(floors), ...addresses.map(({ path }) => path)]
      const ones: number[] = []
      const timed = await timePages(service, paths, rounds)
      for (let index = 0; index < 200; index++) {
        const started = performance.now()
        await store.$queryRaw`select 1`
        ones.push(performance.now() - started)
      }
      say('sixteen at once')
      const crowds = await timeCrowd(service.url, paths)
      const byPath = new Map(timed.map((time) => [time.path, time]))
      const timeOf = (path: string): PageTime => {
        const time = byPath.get(path)
        if (time === undefined) throw new RangeError(`${path} was not measured`)
        return time
      }
      const sorted = ones.toSorted((a, b) => a - b)
      return {
        times: addresses.map((address) => ({
          ...address,
          ...timeOf(address.path),
          floor: timeOf(floors[address.kind]),
          crowd: crowds.get(address.path) ?? { p95: Number.NaN, wrong: 0 },
        })),
        floors: Object.values(floors).map(timeOf),
        selectOne: { median: sorted[100] ?? Number.NaN, p95: sorted[190] ?? Number.NaN },
      }
    } finally {
      await service.stop()
    }
  })
}
