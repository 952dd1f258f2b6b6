import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { explainReads } from '#scanner/testing/explain-reads.ts'
import { drawSubjects } from './draw-subjects.ts'
import { generateHistory } from './generate-history.ts'
import { millionSpans } from './history-shape.ts'
import { questions, type Subject } from './questions.ts'

/** Tables that grow with history; the others are read whole where that is cheapest. */
const history = ['site_span', 'file_span', 'pair', 'site_subsystem', 'event', 'count', 'person_count', 'event_count']

let db: Database
let subjects: readonly Subject[]
beforeAll(async () => {
  db = (await openTestDatabase()).db
  // a tenth of the sites over all of the revisions: the parts of the tables that are read are the same, and so are the plans
  await generateHistory(db, { ...millionSpans, sites: 660, subsystems: 60, people: 160 })
  subjects = await drawSubjects(db, 12)
}, 120_000)

/** What a question reads whole of the tables of history, for any of the subjects. */
async function listScanned(question: (typeof questions)[number]): Promise<readonly string[]> {
  const scanned = new Set<string>()
  for (const subject of subjects) {
    const access = await explainReads(db, (recording) => question.ask(recording, subject))
    for (const table of access.scannedTables) if (history.includes(table)) scanned.add(table)
  }
  return [...scanned]
}

test('the history is long, and subjects are spread over it', async () => {
  expect(await db.siteSpan.count()).toBeGreaterThan(100_000)
  expect(new Set(subjects.map(({ revision }) => revision.lineId)).size).toBeGreaterThan(2)
})

describe.each(questions)('$kind: $name', (question) => {
  test('is answered by indexes, whichever revision it is about', async () => {
    expect(await listScanned(question)).toEqual([])
  })
})

test.each([
  ['site list', ['site_span_line_id_to_ordinal_from_ordinal_idx'], 'site_span'],
  ['trend of a subsystem', ['count_subsystem_id_idx', 'count_revision_id_subsystem_id_idx'], 'count'],
  ['events of a month', ['event_revision_id_site_id_kind_key'], 'event'],
])('%s would read everything without %j', async (name, indexes, table) => {
  const question = questions.find((candidate) => candidate.name === name)
  if (question === undefined) throw new Error(`no question is ${name}`)
  for (const index of indexes) await db.$executeRawUnsafe(`drop index ${index}`)
  expect(await listScanned(question)).toContain(table)
})
