import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { digestSources } from './digest-sources.ts'

function makeProject() {
  const root = makeFolder()
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  write('app/page.tsx', 'page')
  write('scanner/model/site.ts', 'site')
  write('next.config.ts', 'config')
  return { root, write }
}

test.each([
  'app/page.tsx',
  'app/deep/new.css',
  'scanner/model/site.ts',
  'prisma/client.ts',
  'next.config.ts',
  'package.json',
])('a change of %s is another build', async (path) => {
  const { root, write } = makeProject()
  const before = await digestSources(root)
  write(path, 'changed')
  expect(await digestSources(root)).not.toBe(before)
})

test.each(['app/page.test.tsx', 'prisma/seed/demo/story.ts', 'scanner/read/lex.ts', 'README.md', 'app/tsconfig.json'])(
  'a change of %s is none',
  async (path) => {
    const { root, write } = makeProject()
    const before = await digestSources(root)
    write(path, 'changed')
    expect(await digestSources(root)).toBe(before)
  },
)

test('a file that is gone is another build, one that was touched is none', async () => {
  const { root } = makeProject()
  const before = await digestSources(root)
  utimesSync(join(root, 'app/page.tsx'), 1, 1)
  expect(await digestSources(root)).toBe(before)
  rmSync(join(root, 'app/page.tsx'))
  expect(await digestSources(root)).not.toBe(before)
})
