import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { digestAnalysis } from './digest-analysis.mjs'

function digestWith(files: Readonly<Record<string, string>>): string {
  const scanner = makeFolder()
  for (const [path, text] of Object.entries({ 'run.ts': 'run', 'judge/judge.ts': 'judge', ...files })) {
    mkdirSync(dirname(join(scanner, path)), { recursive: true })
    writeFileSync(join(scanner, path), text)
  }
  return digestAnalysis(scanner)
}

test('is sixteen digits, and those of the sources that judge', () => {
  const digest = digestWith({})
  expect(digest).toMatch(/^[0-9a-f]{16}$/)
  expect(digestWith({})).toBe(digest)
  expect(digestWith({ 'judge/judge.ts': 'other' })).not.toBe(digest)
  expect(digestWith({ 'own/deep/new.ts': '' })).not.toBe(digest)
  expect(digestWith({ 'judge/judge.test.ts': 'test', 'store/save.ts': 'save', 'cli.ts': 'cli' })).toBe(digest)
})
