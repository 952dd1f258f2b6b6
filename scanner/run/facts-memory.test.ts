import { expect, test } from 'vitest'
import { openFactsCache } from '#scanner/cache/open-facts-cache.ts'
import { readerNames } from '#scanner/model/catalogue/index.ts'
import { readFacts } from '#scanner/read/read-facts.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { factsKey } from './facts-key.ts'
import { openFactsMemory, withFactsMemory } from './facts-memory.ts'

const facts = readFacts(Buffer.from('void f(struct page *p) { put_page(p); }\n'), readerNames)
const verdict = '{"kind":"skipped","reason":"size"}'
const oid = '1'.repeat(40)
const onDisk = async (home: string) => {
  const cache = await openFactsCache(home, factsKey)
  return [...(await cache.verdicts([oid])).keys()]
}

test('facts are the same objects for the next revision, and forgotten when two did not ask for them', async () => {
  const memory = openFactsMemory(makeFolder())
  const { parsed } = await memory.next()
  parsed.set('used', facts)
  parsed.set('unused', facts)
  await memory.next()
  expect(parsed.get('used')).toBe(facts)
  await memory.next()
  expect([parsed.get('used'), parsed.has('unused')]).toEqual([facts, false])
})

test('what was learnt is known to the next revision at once, and written when it is flushed', async () => {
  const home = makeFolder()
  const memory = openFactsMemory(home)
  await (await memory.next()).cache.save({ digests: new Map(), verdicts: new Map([[oid, verdict]]) })
  const { cache } = await memory.next()
  expect([...(await cache.verdicts([oid]))]).toEqual([[oid, verdict]])
  expect(await onDisk(home)).toEqual([])
  await memory.flush()
  expect(await onDisk(home)).toEqual([oid])
  const after = await memory.next()
  expect([...(await after.cache.verdicts([oid])).keys()]).toEqual([oid])
})

test('of many revisions what was learnt is written now and then', async () => {
  const home = makeFolder()
  const memory = openFactsMemory(home)
  await (await memory.next()).cache.save({ digests: new Map(), verdicts: new Map([[oid, verdict]]) })
  for (let revision = 0; revision < 8; revision++) await memory.next()
  expect(await onDisk(home)).toEqual([oid])
})

test('what was learnt until something failed is written, and the failure is told', async () => {
  const home = makeFolder()
  const failure = new Error('the repository is gone')
  const failing = withFactsMemory(home, async (memory) => {
    await (await memory.next()).cache.save({ digests: new Map(), verdicts: new Map([[oid, verdict]]) })
    throw failure
  })
  await expect(failing).rejects.toBe(failure)
  expect(await onDisk(home)).toEqual([oid])
})
