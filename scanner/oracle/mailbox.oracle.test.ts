import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { extractPatch } from '#scanner/git/extract-patch.ts'
import { readMailbox } from '#scanner/mail/read-mailbox.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'

/** Mails of the conversion in 2019 and 2020, from public archives; no part of the project. */
const file = process.env.PINWATCH_MAILBOX ?? ''

describe.skipIf(file === '')('904 mails of 2019 and 2020', () => {
  let box: Awaited<ReturnType<typeof readMailbox>>
  beforeAll(async () => {
    box = await readMailbox(readFileSync(file))
  })

  test('are as many as git counts, and each is read', () => {
    expect(box.mails).toHaveLength(904)
    expect(
      box.mails.filter(
        ({ messageId, subject, from, date, text }) => !(messageId && subject && from.address && date && text),
      ),
    ).toEqual([])
  })

  test('are sorted into series and versions as their authors meant them', () => {
    const postings = box.series.map(({ postings: all }) =>
      all.map(({ version, patches }) => `v${version}:${patches.length}`).join(' '),
    )
    expect(postings).toEqual([
      'v1:12',
      'v1:2 v1:34 v2:34 v3:41',
      'v1:19 v2:18 v3:23 v4:23 v5:24 v6:24 v7:24 v8:26 v9:25 v10:25 v11:25 v11:25 v12:25 v12:22',
      'v1:19 v2:19',
      'v1:1',
      'v12:1',
      'v1:3 v2:8 v3:12 v4:12 v5:12 v6:12',
    ])
  })

  test('lack only what was not sent: a sending of 34 was broken off after two', () => {
    const broken = box.series.flatMap(({ postings }) => postings).filter(({ missing }) => missing.length > 0)
    expect(broken.map(({ total, patches }) => [total, patches.length])).toEqual([[34, 2]])
  })

  test('are all patch, cover letter or answer', () => {
    expect(box.others).toEqual([])
  })

  test('hold a patch exactly where git finds one', async () => {
    const scratch = makeFolder()
    const odd: string[] = []
    for (const { subject, content, holdsPatch } of box.mails.filter(({ isReply }) => !isReply)) {
      const { patch } = await extractPatch(scratch, content)
      if (patch.includes('diff --git ') !== holdsPatch) odd.push(subject)
    }
    expect(odd).toEqual([])
  })
})
