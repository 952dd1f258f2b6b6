import pg from 'pg'

/** What the store tells Prometheus. */
export interface StoreFigures {
  readonly trees: number
  readonly revisions: number
  readonly scans: readonly { readonly state: string; readonly count: number }[]
  readonly queueAgeSeconds: number
  readonly silenceSeconds: number
  readonly lastPublishedSeconds: number
  readonly problems: readonly { readonly kind: string; readonly count: number }[]
  readonly connections: readonly { readonly application: string; readonly count: number }[]
}

const answerMsMax = 2000
/** Whoever scrapes more often than this gets the same figures. */
const freshMs = 5000

/**
 * Over a connection of its own, which is there when all others are in use. Small tables only, whatever the history: it costs some
 * milliseconds. `null` while the database does not answer.
 */
export function openStoreFigures(connectionString: string): () => Promise<StoreFigures | null> {
  const pool = new pg.Pool({
    connectionString,
    max: 1,
    connectionTimeoutMillis: answerMsMax,
    query_timeout: answerMsMax,
    idleTimeoutMillis: 30_000,
    application_name: 'pinwatch-metrics',
  })
  pool.on('error', () => {})
  let last: { readonly at: number; readonly figures: Promise<StoreFigures | null> } | null = null
  return () => {
    if (last === null || Date.now() - last.at > freshMs)
      last = { at: Date.now(), figures: read(pool).catch(() => null) }
    return last.figures
  }
}

async function read(pool: pg.Pool): Promise<StoreFigures | null> {
  const { rows } = await pool.query<StoreFigures>(`
    select
      (select count(*)::int from tree) as trees,
      (select count(*)::int from revision) as revisions,
      (select coalesce(json_agg(json_build_object('state', state, 'count', count)), '[]')
        from (select state, count(*)::int from scan group by state) states) as scans,
      coalesce((select extract(epoch from now() - min(created_at))::float from scan where state = 'queued'), 0) as "queueAgeSeconds",
      coalesce((select extract(epoch from now() - min(updated_at))::float from scan where state = 'running'), 0) as "silenceSeconds",
      coalesce((select extract(epoch from max(published_at))::float from revision), 0) as "lastPublishedSeconds",
      (select coalesce(json_agg(json_build_object('kind', kind, 'count', count)), '[]') from (
        select key as kind, sum(value::int)::int as count from (
          select distinct on (tree_id) coverage from revision order by tree_id, published_at desc
        ) newest, jsonb_each_text(coverage->'problems')
        group by key
      ) kinds) as problems,
      (select coalesce(json_agg(json_build_object('application', application_name, 'count', count)), '[]') from (
        select application_name, count(*)::int from pg_stat_activity
        where datname = current_database() and application_name like 'pinwatch%' group by 1
      ) clients) as connections`)
  return rows[0] ?? null
}
