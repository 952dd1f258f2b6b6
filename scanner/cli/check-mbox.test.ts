import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, makeRepository, type TestRepository } from '#scanner/testing/make-repository.ts'
import { cliEnvironment, launcher } from '#scanner/testing/run-cli.ts'
import { runHere } from '#scanner/testing/run-here.ts'
import { legacyDriver, pinnedDriver, smallKernel } from '#scanner/testing/small-kernel.ts'
import { writeMailbox } from '#scanner/testing/write-mail.ts'

let kernel: TestRepository
/** A series that was sent: the second patch takes pages the old way. */
let bad: string
/** One that adds a driver that pins. */
let good: string

beforeAll(() => {
  kernel = makeRepository([{ files: smallKernel, tag: 'base' }])
  const format = (...options: readonly string[]) => kernel.git(['format-patch', '--stdout', ...options, 'base..HEAD'])
  kernel.commit({ files: { 'drivers/good.c': pinnedDriver('good') }, message: 'good: pin' })
  good = format().replace(/^Subject: /m, 'Message-ID: <good@x>\nSubject: ')
  kernel.git(['reset', '-q', '--hard', 'base'])
  kernel.commit(
    { files: { 'drivers/one.c': 'int one;\n' }, message: 'one: begin' },
    { files: { 'drivers/one.c': legacyDriver('one') }, message: 'one: take pages' },
  )
  bad = format('--thread', '--cover-letter', '--cover-from-description=none')
  kernel.git(['reset', '-q', '--hard', 'base'])
})

function check(mails: string | Buffer, ...options: readonly string[]) {
  const file = join(makeFolder(), 'mails')
  writeFileSync(file, mails)
  return runHere(['check', '--repo', kernel.directory, '--mbox', file, ...options])
}

test('a series fails by the patch that does it', async () => {
  const { code, stdout, stderr } = await check(bad)
  expect(code, stderr).toBe(1)
  expect(stdout).toMatch(/^ERROR: new-unconverted: get_user_pages_fast\(\) in one_map\(\)/)
  expect(stdout).toMatch(/^#PATCH: "one: take pages"$/m)
  expect(stdout).not.toMatch(/#COMMIT/)
  expect(stderr).toMatch(/The base is base, the newest tag below HEAD to which all patches apply/)
})

test('the same from standard input, packed', () => {
  const args = [launcher, 'check', '--repo', kernel.directory, '--mbox', '-', '--format', 'json']
  const { status, stdout } = spawnSync(process.execPath, args, {
    input: gzipSync(bad),
    env: cliEnvironment({}),
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    base: { revision: 'base' },
    head: { revision: expect.stringMatching(/^\[PATCH 0\/2\]/) },
    findings: [{ kind: 'new-unconverted', commit: { subject: 'one: take pages' } }],
  })
})

test('what is right passes', async () => {
  const { code, stdout } = await check(good)
  expect(code).toBe(0)
  expect(stdout).toMatch(/total: 0 errors/)
})

test('the answer is a mail below the cover letter', async () => {
  const { code, stdout } = await check(bad, '--reply')
  const id = /^Message-Id: (<cover\..*>)$/im.exec(bad)?.[1] ?? 'none'
  expect(code).toBe(1)
  expect(stdout).toContain(`\nIn-Reply-To: ${id}\n`)
  expect(stdout).toMatch(/^Subject: Re: \[PATCH 0\/2\]/)
  expect(stdout).toMatch(/^> \[PATCH 2\/2\] one: take pages$/m)
})

describe('a mailbox with several series', () => {
  test('each is checked, and the worst decides', async () => {
    const { code, stdout, stderr } = await check(bad + good)
    expect(code).toBe(1)
    expect(stdout.match(/^total: /gm)).toHaveLength(2)
    expect(stderr).toMatch(/Mailbox: 2 series/)
  })

  test('one is picked by the id of a mail', async () => {
    expect((await check(bad + good, '--series', 'good@x')).code).toBe(0)
  })

  test('one that does not apply does not keep the other from being checked', async () => {
    const other = writeMailbox([{ id: 'z@x', subject: '[PATCH] other', body: badPatch }])
    const { code, stdout, stderr } = await check(bad + other)
    expect(code).toBe(2)
    expect(stdout).toMatch(/one_map/)
    expect(stderr).toMatch(
      /Series \d was not checked: .*"\[PATCH\] other" \(<z@x>, line \d+ of the mailbox\) does not apply/s,
    )
  })
})

const badPatch =
  'x\n---\ndiff --git a/MAINTAINERS b/MAINTAINERS\n--- a/MAINTAINERS\n+++ b/MAINTAINERS\n@@ -1 +1 @@\n-nothing\n+something\n'

describe('refused, with what to do', () => {
  test.each([
    [
      'a patch that does not apply',
      writeMailbox([{ id: 'z@x', subject: '[PATCH] z', body: badPatch }]),
      /MAINTAINERS, hunk 1 of 1/,
    ],
    ['an empty file', '', /the file is empty\. Give it mails/],
    ['a bare patch', badPatch.slice(badPatch.indexOf('diff')), /a patch without a mail around it/],
    ['answers alone', writeMailbox([{ id: 'r', subject: 'Re: [PATCH] z', body: badPatch }]), /has a mail and no patch/],
    ['half a gzip file', gzipSync('x'.repeat(99)).subarray(0, 20), /gzip file is damaged/],
    ['xz', Buffer.from('\xfd7zXZ\0rest', 'latin1'), /this is xz\. Unpack it/],
  ])('%s', async (_what, mails, message) => {
    const { code, stdout, stderr } = await check(mails)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/bug in Pinwatch/)
  })

  test.each([
    ['a file that is not there', ['--mbox', '/nonexistent'], /--mbox \/nonexistent: no such file/],
    ['a range beside it', ['--mbox', 'x', 'a..b'], /with --mbox no range is given/],
    ['--base without mails', ['--base', 'v1', 'HEAD'], /--base is about mailed patches/],
    ['--reply with another form', ['--mbox', 'x', '--reply', '--format', 'json'], /--reply prints a mail/],
  ])('%s', async (_what, options, message) => {
    const { code, stderr } = await runHere(['check', '--repo', kernel.directory, ...options])
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })

  test('a series that is not in the mailbox', async () => {
    const { code, stderr } = await check(good, '--series', '7')
    expect(code).toBe(2)
    expect(stderr).toMatch(/--series 7: the mailbox has no such series\. Name its number, from 1 to 1/)
  })
})
