import { expect, test } from 'vitest'
import { type TestMail, writeMailbox } from '#scanner/testing/write-mail.ts'
import { composeReply } from './compose-reply.ts'
import { readMailbox } from './read-mailbox.ts'

/** The answer to the first series of these mails. */
async function reply(mails: readonly TestMail[], text = 'Fine.\n'): Promise<string | null> {
  const { series } = await readMailbox(Buffer.from(writeMailbox(mails)))
  const posting = series[0]?.postings[0]
  if (posting === undefined) throw new Error('these mails are no series')
  return composeReply(posting, text)
}

const patch: TestMail = { id: 'a@x', subject: '[PATCH] mm: a' }

test('it goes to the author and all who got the patch, below it', async () => {
  const headers = { Cc: '"Doe, Jane" <jane@example.org>, list@example.org,\n tester@example.org', References: '<z@x>' }
  const mail = await reply([{ ...patch, headers }])
  expect(mail).toBe(`Subject: Re: [PATCH] mm: a
To: A Tester <tester@example.org>
Cc: list@example.org,
 "Doe, Jane" <jane@example.org>
In-Reply-To: <a@x>
References: <z@x>
 <a@x>
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit

On 2026-11-30, A Tester wrote:
> [PATCH] mm: a

Fine.
`)
})

test('of a series the cover letter is answered', async () => {
  const cover = { id: 'c@x', subject: '[PATCH 0/1] s', body: 'Words.\n' }
  expect(await reply([{ id: 'a@x', subject: '[PATCH 1/1] a', answers: 'c@x' }, cover])).toMatch(/^In-Reply-To: <c@x>$/m)
})

test('long sentences are broken, lines for programs are not', async () => {
  const long = Array.from({ length: 30 }, () => 'word').join(' ')
  const lines = (await reply([patch], `ERROR: ${long}\n#FILE: ${long}\nFixes: ${long}\n`))?.split('\n') ?? []
  expect(lines.filter((line) => line.length > 72)).toEqual([`#FILE: ${long}`, `Fixes: ${long}`])
})

test('letters beyond ASCII are encoded in headers, in words that are not too long', async () => {
  const name = 'ÄÖÜ'.repeat(20)
  const mail = await reply([{ ...patch, subject: `=?UTF-8?b?${Buffer.from(`[PATCH] ${name}`).toString('base64')}?=` }])
  const [header = ''] = mail?.split('\nTo: ') ?? []
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is looked for.
  expect(header).toMatch(/^Subject: [\x00-\x7f]+$/)
  const words = [...header.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)]
  expect(words.map(([, base64]) => Buffer.from(base64 ?? '', 'base64').toString()).join('')).toBe(`Re: [PATCH] ${name}`)
  expect(Math.max(...words.map(([word]) => word.length))).toBeLessThanOrEqual(75)
})

test('a subject cannot bring a header of its own', async () => {
  const subject = `=?UTF-8?q?[PATCH]_a=0ABcc:_all@example.org?=`
  expect(await reply([{ ...patch, subject }])).toMatch(/^Subject: Re: \[PATCH\] a Bcc: all@example\.org$/m)
})

test('what was never sent cannot be answered', async () => {
  expect(await reply([{ subject: '[PATCH] a' }])).toBeNull()
})
