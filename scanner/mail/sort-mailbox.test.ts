import { describe, expect, test } from 'vitest'
import { type TestMail, writeMailbox } from '#scanner/testing/write-mail.ts'
import { readMailbox } from './read-mailbox.ts'
import type { Posting } from './series.ts'

const words = 'Some words and no patch.\n'

/** Sorts these mails, and says of each series what it consists of. */
async function sort(...mails: readonly TestMail[]) {
  const { series, others, copies } = await readMailbox(Buffer.from(writeMailbox(mails)))
  return {
    series: series.map(({ title, postings }) => [title, ...postings.map(describePosting)]),
    others: others.map(({ subject }) => subject),
    copies,
  }
}

const describePosting = ({ version, cover, patches, missing, superseded, replies, filledFrom }: Posting): string =>
  [
    `v${version}`,
    ...(cover === null ? [] : ['cover']),
    patches.map(({ title }) => title).join('+'),
    ...(missing.length === 0 ? [] : [`missing ${missing.join()}`]),
    ...(superseded.length === 0 ? [] : [`superseded ${superseded.length}`]),
    ...(replies.length === 0 ? [] : [`replies ${replies.length}`]),
    ...(filledFrom === null ? [] : [`filled from v${filledFrom}`]),
  ].join(' ')

/** A series of these titles with a cover letter, its ids numbered as `git send-email` does. */
const posted = (name: string, version: number, titles: readonly string[]): readonly TestMail[] =>
  ['cover', ...titles].map((title, number) => ({
    id: `${name}.v${version}-${number + 1}-a@example.org`,
    subject: `[PATCH v${version} ${number}/${titles.length}] ${number === 0 ? name : title}`,
    date: `Mon, 30 Nov 2026 ${10 + version}:00:00 +0000`,
    ...(number === 0 ? { body: words } : { answers: `${name}.v${version}-1-a@example.org` }),
  }))

test('patches are put in order below their cover letter', async () => {
  const [cover = never(), a = never(), b = never()] = posted('s', 1, ['a', 'b'])
  expect((await sort(b, cover, a)).series).toEqual([['s', 'v1 cover a+b']])
})

test('without a common thread ids tell what was sent at once', async () => {
  const mails = posted('s', 1, ['a', 'b']).map(({ answers: _answers, ...mail }) => mail)
  expect((await sort(...mails)).series).toEqual([['s', 'v1 cover a+b']])
})

test('with ids of another making the thread tells', async () => {
  const cover = { id: 'x', subject: '[PATCH 0/2] s', body: words }
  const parts = ['a', 'b'].map((title, index) => ({
    id: title,
    subject: `[PATCH ${index + 1}/2] ${title}`,
    answers: 'x',
  }))
  expect((await sort(...parts, cover)).series).toEqual([['s', 'v1 cover a+b']])
  expect((await sort(...parts)).series).toEqual([['a', 'v1 a+b']])
})

test('answers are counted, and a patch that a reviewer writes in one is not taken', async () => {
  const answer = { id: 'r1', subject: 'Re: [PATCH v1 1/2] a', answers: 's.v1-2-a@example.org' }
  const further = { id: 'r2', subject: 'Re: something else', answers: 'r1', body: words }
  expect((await sort(...posted('s', 1, ['a', 'b']), further, answer)).series).toEqual([['s', 'v1 cover a+b replies 2']])
})

test('what answers nothing here is left over', async () => {
  const { series, others } = await sort({ id: 'x', subject: 'Re: [PATCH] other', answers: 'y', body: words })
  expect([series, others]).toEqual([[], ['Re: [PATCH] other']])
})

test('a mail that went to two lists counts once', async () => {
  const [cover = never(), a = never()] = posted('s', 1, ['a'])
  expect(await sort(cover, a, a, cover)).toEqual({ series: [['s', 'v1 cover a']], others: [], copies: 2 })
})

describe('parts', () => {
  test('that are missing are named', async () => {
    const [cover = never(), , , c = never()] = posted('s', 1, ['a', 'b', 'c'])
    expect((await sort(cover, c)).series).toEqual([['s', 'v1 cover c missing 1,2']])
  })

  test('that came without their patch are missing', async () => {
    const [cover = never(), a = never(), b = never()] = posted('s', 1, ['a', 'b'])
    expect((await sort(cover, { ...a, body: words }, b)).series).toEqual([['s', 'v1 cover b missing 1']])
  })

  test('of one number: the later holds', async () => {
    const [cover = never(), a = never(), b = never()] = posted('s', 1, ['a', 'b'])
    const again = { ...a, id: 'again', subject: '[PATCH v1 1/2] a repaired', date: 'Tue, 1 Dec 2026 10:00:00 +0000' }
    expect((await sort(cover, again, a, b)).series).toEqual([['s', 'v1 cover a repaired+b superseded 1']])
  })

  test('beyond the number that the cover letter says count', async () => {
    const [cover = never(), ...parts] = posted('s', 1, ['a', 'b', 'c'])
    const stale = { ...cover, subject: '[PATCH v1 0/2] s' }
    expect((await sort(stale, ...parts)).series).toEqual([['s', 'v1 cover a+b+c']])
  })
})

describe('versions', () => {
  test('of one cover letter are one series, the newest last', async () => {
    expect((await sort(...posted('s', 2, ['a']), ...posted('s', 1, ['a', 'b']))).series).toEqual([
      ['s', 'v1 cover a+b', 'v2 cover a'],
    ])
  })

  test('with another cover letter are told by their patches', async () => {
    expect((await sort(...posted('s', 1, ['a', 'b', 'c']), ...posted('renamed', 2, ['a', 'b', 'd']))).series).toEqual([
      ['renamed', 'v1 cover a+b+c', 'v2 cover a+b+d'],
    ])
  })

  test('of other work are apart', async () => {
    expect((await sort(...posted('s', 1, ['a', 'b']), ...posted('t', 2, ['c', 'd']))).series).toHaveLength(2)
  })

  test('with a change-id are told by it alone', async () => {
    const marked = (version: number, id: string) =>
      posted('s', version, ['a']).map((mail) => ({
        ...mail,
        body: `${mail.body ?? 'x\n---\n+++ b/a\n--- a\n+++ b\n'}change-id: ${id}\n`,
      }))
    expect((await sort(...marked(1, 'one'), ...marked(2, 'one'))).series).toHaveLength(1)
    expect((await sort(...marked(1, 'one'), ...marked(2, 'two'))).series).toHaveLength(2)
  })

  test('of a single patch that was sent anew stand for the whole', async () => {
    const answer = { id: 'r', subject: 'Re: [PATCH v1 2/2] b', answers: 's.v1-3-a@example.org', body: words }
    const anew = { id: 'n', subject: '[PATCH v2 2/2] b', answers: 'r', date: 'Tue, 1 Dec 2026 10:00:00 +0000' }
    expect((await sort(...posted('s', 1, ['a', 'b']), answer, anew)).series).toEqual([
      ['s', 'v1 cover a+b replies 1', 'v2 cover a+b filled from v1'],
    ])
  })
})

describe('patches that were never sent', () => {
  test('are one series in the order of the file, as git am takes them', async () => {
    const bare = ['b', 'a', 'c'].map((title) => ({ subject: `[PATCH] ${title}` }))
    expect((await sort(...bare)).series).toEqual([['b', 'v1 b+a+c']])
  })

  test('with numbers are ordered by them', async () => {
    const bare = [2, 1].map((number) => ({ subject: `[PATCH ${number}/2] ${number}` }))
    expect((await sort(...bare)).series).toEqual([['1', 'v1 1+2']])
  })
})

test('patches without a number that were sent stand alone', async () => {
  const mails = ['a', 'b'].map((title) => ({ id: title, subject: `[PATCH] ${title}` }))
  expect((await sort(...mails)).series).toEqual([
    ['a', 'v1 a'],
    ['b', 'v1 b'],
  ])
})

test('a thread that runs in a circle ends', async () => {
  const mails = [
    { id: 'a', subject: 'Re: x', answers: 'b', body: words },
    { id: 'b', subject: 'Re: x', answers: 'a', body: words },
  ]
  expect((await sort(...mails)).others).toHaveLength(2)
})

function never(): never {
  throw new Error('a series has as many mails as titles and one')
}
