import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { Store } from '#scanner/store/open-store.ts'
import type { Sample } from '../run-timed.ts'
import { runStart } from '../service/run-start.ts'
import { type PageTime, timePages } from '../service/time-pages.ts'
import type { Workspace } from '../workspace.ts'
import { drawSubjects } from './draw-subjects.ts'
import { listHistoryPages } from './list-history-pages.ts'
import { type Question, questions, type Subject } from './questions.ts'
import { withHistory } from './with-history.ts'

export interface HistoryReport {
  readonly rows: Readonly<Record<'spans' | 'pairs' | 'events' | 'revisions' | 'sitesPerRevision', number>>
  readonly generated: Sample
  readonly answers: readonly AnswerTime[]
  /** Milliseconds that ten of processor time take: what is above ten was given to somebody else. */
  readonly tenMs: { readonly median: number; readonly p95: number }
  /** `null` if it was left out. */
  readonly pages: readonly PageTime[] | null
}

/** Milliseconds from a question to its answer, over all subjects. */
export interface AnswerTime {
  readonly kind: Question['kind']
  readonly name: string
  readonly median: number
  readonly p95: number
  readonly p99: number
  readonly load: number
}

const pageRounds = 40

/** Generates a store with a long history in an empty embedded database, and asks it what the pages ask. */
export async function measureHistory(
  { withPages, ...workspace }: Workspace & { readonly withPages: boolean },
  say: (step: string) => void,
): Promise<HistoryReport> {
  return withHistory(workspace, say, async ({ store, databaseUrl, generated }) => {
    const subjects = await drawSubjects(store, 200)
    say(`asking ${questions.length} questions about ${subjects.length} revisions`)
    const { answers, tenMs } = await timeAnswers(store, subjects)
    const rows = await countRows(store)
    if (!withPages) return { rows, generated, answers, tenMs, pages: null }
    say('its pages in the production server, which may have to be built')
    return { rows, generated, answers, tenMs, pages: await timeHistoryPages(workspace, databaseUrl, subjects) }
  })
}

/** Asks everything about one subject after the other, so that each question sees the same load; the first few are not timed. */
async function timeAnswers(
  store: Store,
  subjects: readonly Subject[],
): Promise<Pick<HistoryReport, 'answers' | 'tenMs'>> {
  const load = loadavg()[0] ?? 0
  const times = new Map<Question, number[]>(questions.map((question) => [question, []]))
  for (const subject of subjects.slice(0, 5)) for (const { ask } of questions) await ask(store, subject)
  const tens: number[] = []
  for (const subject of subjects) {
    tens.push(timeTenMs())
    for (const question of questions) {
      const started = performance.now()
      await question.ask(store, subject)
      times.get(question)?.push(performance.now() - started)
    }
  }
  const answers = questions.map((question) => {
    const at = percentiles(times.get(question) ?? [])
    return { kind: question.kind, name: question.name, median: at(0.5), p95: at(0.95), p99: at(0.99), load }
  })
  const at = percentiles(tens)
  return { answers, tenMs: { median: at(0.5), p95: at(0.95) } }
}

function percentiles(values: readonly number[]): (part: number) => number {
  const sorted = values.toSorted((a, b) => a - b)
  return (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** How long this process waits for ten milliseconds of work, when others want the machine too. */
function timeTenMs(): number {
  const before = process.cpuUsage()
  const started = performance.now()
  for (;;) {
    const { user, system } = process.cpuUsage(before)
    if (user + system >= 10_000) return performance.now() - started
  }
}

async function countRows(store: Store): Promise<HistoryReport['rows']> {
  const rows = await store.$queryRaw<HistoryReport['rows'][]>`
    select
      (select count(*)::int from site_span) as spans, (select count(*)::int from pair) as pairs,
      (select count(*)::int from event) as events, (select count(*)::int from revision) as revisions,
      (select avg(sites)::int from (
        select sum(sites) as sites from count where subsystem_id is null group by revision_id
      ) revisions) as "sitesPerRevision"`
  return rows[0] ?? { spans: 0, pairs: 0, events: 0, revisions: 0, sitesPerRevision: 0 }
}

async function timeHistoryPages(
  workspace: Workspace,
  databaseUrl: string,
  subjects: readonly Subject[],
): Promise<readonly PageTime[]> {
  const service = await runStart(workspace, {
    command: 'serve',
    home: join(workspace.scratch, 'history-home'),
    inputs: [],
    databaseUrl,
    overview: '/linux',
  })
  try {
    // of one line each: the longest history is the one that may be slow
    const chosen = subjects.filter(({ revision }) => revision.lineId === 1).slice(0, 5)
    return await timePages(service, listHistoryPages(chosen), pageRounds)
  } finally {
    await service.stop()
  }
}
