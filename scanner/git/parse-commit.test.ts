import { expect, test } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { openRepository, resolveCommit } from './open-repository.ts'
import { parseCommit } from './parse-commit.ts'

const commit = (message: string | Buffer, ...headers: readonly string[]) =>
  Buffer.concat([
    Buffer.from(['tree 0123', 'author A <a@example.org> 1 +0000', ...headers].map((line) => `${line}\n`).join('')),
    Buffer.from('\n'),
    Buffer.from(message as string),
  ])

const committer = 'committer B > C <b@example.org> 1700000000 -0330'

test('the subject is the first paragraph as one line', () => {
  expect(parseCommit(commit('mm: say what\n  is pinned\n\nBecause.\n', committer)).subject).toBe(
    'mm: say what is pinned',
  )
  expect(parseCommit(commit('\n\nmm: late\n', committer)).subject).toBe('mm: late')
  expect(parseCommit(commit('', committer)).subject).toBe('')
})

test("the date is the committer's, whatever stands in a name", () => {
  expect(parseCommit(commit('x', committer)).committedAt.toISOString()).toBe('2023-11-14T22:13:20.000Z')
})

test('a date beyond all calendars is the last that can be shown, and none is the beginning of time', () => {
  expect(parseCommit(commit('x', 'committer B <b> 99999999999999999999 +0000')).committedAt.getUTCFullYear()).toBe(9999)
  expect(parseCommit(commit('x')).committedAt.getTime()).toBe(0)
})

test('a message in another encoding is decoded', () => {
  const latin1 = Buffer.from('caf\xe9', 'latin1')
  expect(parseCommit(commit(latin1, committer, 'encoding ISO-8859-1')).subject).toBe('café')
  expect(parseCommit(commit('mm', committer, 'encoding no-such')).subject).toBe('mm')
})

test('a signature does not become the message', () => {
  const signature = 'gpgsig -----BEGIN\n \n committer X <x> 5 +0000\n -----END'
  expect(parseCommit(commit('mm: signed', committer, signature))).toMatchObject({ subject: 'mm: signed' })
})

test('is what git says of a real commit', async () => {
  const { directory, git } = makeRepository([{ files: { a: 'a' } }])
  const repository = await openRepository(directory)
  const { subject, committedAt } = await resolveCommit(repository, 'HEAD')
  repository.close()
  expect(`${subject} ${committedAt.getTime() / 1000}`).toBe(git(['log', '-1', '--format=%s %ct']))
})
