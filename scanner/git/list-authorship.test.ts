import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { listAuthorship } from './list-authorship.ts'

const { directory, git } = makeRepository([{ files: { a: '1' } }])

interface Written {
  readonly author?: string | Buffer
  readonly headers?: string
  readonly message: string | Buffer
}

/** A commit object written as it is: git's own tools would refuse or repair some of these. */
function write({ author = 'A Author <a@example.org> 1700000000 +0100', headers = '', message }: Written): string {
  const object = Buffer.concat([
    Buffer.from(`tree ${git(['rev-parse', 'main^{tree}'])}\nauthor `),
    Buffer.from(author as string),
    Buffer.from(`\ncommitter C Committer <c@example.org> 1800000000 +0000\n${headers}\n`),
    Buffer.from(message as string),
  ])
  return git(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], object)
}

async function read(written: Written) {
  const [found] = await listAuthorship(directory, [write(written)])
  return found
}

test('the author is told, not the committer, with the date it was written at', async () => {
  expect(await read({ message: 'mm: subject\n\nbody\n' })).toMatchObject({
    subject: 'mm: subject',
    authorName: 'A Author',
    authorEmail: 'a@example.org',
    authoredAt: new Date(1_700_000_000_000),
    trailers: [],
  })
})

test('several are told in the order asked for, each as often', async () => {
  const [a, b] = [write({ message: 'first\n' }), write({ message: 'second\n' })]
  const found = await listAuthorship(directory, [b, a])
  expect(found.map(({ commit, subject }) => [commit, subject])).toEqual([
    [b, 'second'],
    [a, 'first'],
  ])
  expect(await listAuthorship(directory, [])).toEqual([])
})

test('the four trailers are kept, however they are written, and no others', async () => {
  const message = `mm: subject

Link: https://example.org/in-the-text

body

fixes: 54a4f0239f2e ("KVM: MMU: make it
  return the number of pages")
LINK:https://lore.kernel.org/r/1
Link: https://lore.kernel.org/r/2
reviewed-By: R Reviewer <r@example.org>
Acked-by:   A Acker <acker@example.org>   
Cc: stable@vger.kernel.org # 5.6
Signed-off-by: A Author <a@example.org>
`
  expect((await read({ message }))?.trailers).toEqual([
    { name: 'Fixes', value: '54a4f0239f2e ("KVM: MMU: make it return the number of pages")' },
    { name: 'Link', value: 'https://lore.kernel.org/r/1' },
    { name: 'Link', value: 'https://lore.kernel.org/r/2' },
    { name: 'Reviewed-by', value: 'R Reviewer <r@example.org>' },
    { name: 'Acked-by', value: 'A Acker <acker@example.org>' },
  ])
})

test('a trailer without a value is none', async () => {
  expect((await read({ message: 's\n\nLink:\nAcked-by: A <a@x>\nSigned-off-by: A <a@x>\n' }))?.trailers).toEqual([
    { name: 'Acked-by', value: 'A <a@x>' },
  ])
})

test('a subject is one line, whole, whatever is in it', async () => {
  expect((await read({ message: `${'long '.repeat(100)}end\n\nbody` }))?.subject).toBe(`${'long '.repeat(100)}end`)
  expect((await read({ message: 'folded\nsubject\n\nbody' }))?.subject).toBe('folded subject')
  expect((await read({ message: 'bell \x07 escape \x1b[31m tab \t \x01 \x02\n' }))?.subject).toBe(
    'bell \x07 escape \x1b[31m tab \t \x01 \x02',
  )
  expect((await read({ message: '' }))?.subject).toBe('')
})

test('names in another encoding are read in it, and those that claim none as one byte a character', async () => {
  const latin = Buffer.from('Uwe Kleine-K\xf6nig <u@example.org> 1700000000 +0000', 'latin1')
  const message = Buffer.from('mm: gr\xfc\xdfe\n', 'latin1')
  const read1 = await read({ author: latin, headers: 'encoding ISO-8859-1\n', message })
  expect(read1).toMatchObject({ authorName: 'Uwe Kleine-König', subject: 'mm: grüße' })
  expect(await read({ author: latin, message })).toMatchObject({ authorName: 'Uwe Kleine-König', subject: 'mm: grüße' })
  expect(await read({ author: latin, headers: 'encoding nonsense\n', message })).toMatchObject({
    authorName: 'Uwe Kleine-König',
  })
})

test('a mailmap changes nobody', async () => {
  git(['config', 'log.mailmap', 'true'])
  git(['config', 'mailmap.file', join(makeFolder(), 'map')])
  git([
    'config',
    'mailmap.blob',
    git(['hash-object', '-w', '--stdin'], 'Somebody Else <else@example.org> <a@example.org>\n'),
  ])
  expect(await read({ message: 's\n' })).toMatchObject({ authorName: 'A Author', authorEmail: 'a@example.org' })
})

test.each([
  ['-1', 0],
  ['99999999999999', 253_402_300_799],
  ['nonsense', 0],
])('a clock that says %s is no trouble', async (date, seconds) => {
  const found = await read({ author: `A <a@x> ${date} +0000`, message: 's\n' })
  expect(found?.authoredAt).toEqual(new Date(seconds * 1000))
})

test('what the repository configures does not run', async () => {
  const marker = join(makeFolder(), 'ran')
  for (const [name, value] of [
    ['log.showSignature', 'true'],
    ['gpg.program', `touch ${marker};`],
    ['trailer.link.command', `touch ${marker}`],
    ['trailer.link.cmd', `touch ${marker}`],
    ['trailer.separators', '%'],
  ] as const)
    git(['config', name, value])
  const headers = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n'
  expect((await read({ headers, message: 's\n\nLink: https://x\nSigned-off-by: A <a@x>\n' }))?.trailers).toEqual([
    { name: 'Link', value: 'https://x' },
  ])
  expect(existsSync(marker)).toBe(false)
})

test('a commit that is not there is an error', async () => {
  await expect(listAuthorship(directory, ['0123456789'.repeat(4)])).rejects.toMatchObject({ name: 'GitError' })
})
