import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openMetrics } from './open-metrics.ts'
import type { StoreFigures } from './read-store-figures.ts'

const figures: StoreFigures = {
  trees: 2,
  revisions: 40,
  scans: [
    { state: 'queued', count: 3 },
    { state: 'failed', count: 1 },
  ],
  queueAgeSeconds: 90,
  silenceSeconds: 4,
  lastPublishedSeconds: 1_700_000_000,
  problems: [{ kind: 'unbalanced', count: 7 }],
  connections: [{ application: 'pinwatch-web', count: 5 }],
}

function open(readStore: () => Promise<StoreFigures | null> = async () => figures) {
  const admission = { load: () => ({ working: 4, waiting: 9 }) } as Parameters<typeof openMetrics>[0]['admission']
  return openMetrics({ admission, readStore })
}

test('requests are told by route, method and status, and how long their answers took', async () => {
  const metrics = open()
  metrics.answered('/[tree]/sites', 'GET', 200, 0.03)
  metrics.answered('/[tree]/sites', 'GET', 200, 3)
  metrics.refused('overload')
  const text = await metrics.write()
  expect(text).toContain('pinwatch_http_requests_total{route="/[tree]/sites",method="GET",status="200"} 2')
  expect(text).toContain('pinwatch_http_request_duration_seconds_bucket{le="0.05",route="/[tree]/sites"} 1')
  expect(text).toContain('pinwatch_http_request_duration_seconds_bucket{le="5",route="/[tree]/sites"} 2')
  expect(text).toContain('pinwatch_http_refused_total{reason="overload"} 1')
})

test('the store, the queue and the pages at work are told when somebody asks', async () => {
  const text = await open().write()
  for (const line of [
    'pinwatch_pages_working 4',
    'pinwatch_pages_waiting 9',
    'pinwatch_database_up 1',
    'pinwatch_database_connections{application="pinwatch-web"} 5',
    'pinwatch_trees 2',
    'pinwatch_revisions 40',
    'pinwatch_scans{state="queued"} 3',
    // a state that no scan is in is zero, not missing: an alert on it has something to compare
    'pinwatch_scans{state="running"} 0',
    'pinwatch_scan_queue_age_seconds 90',
    'pinwatch_scan_silence_seconds 4',
    'pinwatch_last_published_timestamp_seconds 1700000000',
    'pinwatch_reader_problems{kind="unbalanced"} 7',
  ])
    expect(text.split('\n')).toContain(line)
})

test('a database that is away is told, and the last that was known of it stays', async () => {
  let known: StoreFigures | null = figures
  const metrics = open(async () => known)
  await metrics.write()
  known = null
  const text = await metrics.write()
  expect(text).toContain('pinwatch_database_up 0')
  expect(text).toContain('pinwatch_trees 2')
})

test('alert rules and the dashboard ask for what there is', async () => {
  const metrics = open()
  metrics.answered('/', 'GET', 200, 0.1)
  metrics.refused('host')
  const told = new Set((await metrics.write()).match(/\bpinwatch_\w+/g))
  const files = ['deploy/alerts.yaml', ...readdirSync('deploy/grafana').map((name) => `deploy/grafana/${name}`)]
  const asked = files.flatMap((file) => readFileSync(file, 'utf8').match(/\bpinwatch_\w+/g) ?? [])
  expect(asked.length).toBeGreaterThan(10)
  expect(asked.filter((name) => !told.has(name))).toEqual([])
})
