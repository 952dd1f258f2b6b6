import { readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { openRowsCache } from './open-rows-cache.ts'

test('what was put is there for the next one, under its key alone', async () => {
  const home = makeFolder()
  await openRowsCache(home).put('one', 'rows of one')
  const again = openRowsCache(home)
  expect([await again.get('one'), await again.get('two')]).toEqual(['rows of one', null])
})

test('only the newest are kept', async () => {
  const home = makeFolder()
  const cache = openRowsCache(home, { max: 2 })
  for (const key of ['a', 'b', 'c']) {
    await cache.put(key, `rows of ${key}`)
    // entries are told apart by the millisecond
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  expect(await Promise.all(['a', 'b', 'c'].map((key) => cache.get(key)))).toEqual([null, 'rows of b', 'rows of c'])
})

test('damaged bytes are as good as none, and can be put again', async () => {
  const home = makeFolder()
  const cache = openRowsCache(home)
  await cache.put('one', 'rows of one')
  for (const name of readdirSync(home, { recursive: true }).map(String)) {
    const path = join(home, name)
    if (name.includes('content-v2') && statSync(path).isFile()) truncateSync(path, 3)
  }
  expect(await cache.get('one')).toBeNull()
  await cache.put('one', 'rows of one')
  expect(await cache.get('one')).toBe('rows of one')
})
