import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { smallPatch, writeMail } from '#scanner/testing/write-mail.ts'
import { parseMail } from './parse-mail.ts'

const parse = (text: string | Buffer) => parseMail({ line: 1, content: Buffer.from(text) })

test('names and subjects are decoded, and stay on one line', async () => {
  const mail = await parse(
    writeMail({
      subject: '=?UTF-8?q?[PATCH]_gr=C3=BC=C3=9Fe=0Aan?=\n =?UTF-8?b?IGFsbGU=?=',
      from: '=?iso-8859-1?q?J=E9r=F4me?= <jerome@example.org>',
    }),
  )
  expect(mail).toMatchObject({ title: 'grüße an alle', from: { name: 'Jérôme', address: 'jerome@example.org' } })
})

describe('a patch is seen', () => {
  const encodings: readonly (readonly [string, string])[] = [
    [
      'base64',
      Buffer.from(smallPatch())
        .toString('base64')
        .replace(/(.{76})/g, '$1\n'),
    ],
    ['quoted-printable', smallPatch().replaceAll('=', '=3D').replaceAll('int a', 'int =\n a')],
  ]
  test.each(encodings)('in %s', async (encoding, body) => {
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': encoding }
    expect((await parse(writeMail({ subject: '[PATCH] a', headers, body }))).holdsPatch).toBe(true)
  })

  test.each([
    ['text/x-patch', '7bit', smallPatch()],
    ['application/octet-stream', 'base64', Buffer.from(smallPatch()).toString('base64')],
  ])('attached as %s', async (type, encoding, content) => {
    const body = [
      '--b',
      'Content-Type: text/plain',
      '',
      'See the file.',
      '',
      '--b',
      `Content-Type: ${type}; name="a.patch"`,
      'Content-Disposition: attachment; filename="a.patch"',
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      content,
      '--b--',
      '',
    ].join('\n')
    const headers = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary="b"' }
    expect((await parse(writeMail({ subject: '[PATCH] a', headers, body }))).holdsPatch).toBe(true)
  })

  test('and a configuration that was attached is none', async () => {
    const body = [
      '--b',
      'Content-Type: application/gzip; name=".config.gz"',
      'Content-Transfer-Encoding: base64',
      '',
      gzipSync(smallPatch()).toString('base64'),
      '--b--',
      '',
    ].join('\n')
    const headers = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary="b"' }
    expect((await parse(writeMail({ subject: '[PATCH] a', headers, body }))).holdsPatch).toBe(false)
  })
})

test('the mails that one answers are named, the nearest first', async () => {
  const headers = { References: '<a@x> <b@x>\n <c@x>', 'In-Reply-To': '<c@x>' }
  expect((await parse(writeMail({ subject: 'Re: a', headers }))).ancestors).toEqual(['<c@x>', '<b@x>', '<a@x>'])
})

test.each([
  ['nothing', ''],
  ['noise', Buffer.from([0, 255, 10, 10, 0, 27, 91])],
  ['a date that is none', 'Date: yesterday\n\nx'],
  ['a charset nobody knows', 'Content-Type: text/plain; charset=x-none\n\nx'],
  ['parts without end', 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'],
  ['parts in parts beyond all measure', nested(400)],
])('of %s what can be read is read', async (_what, content) => {
  expect(await parse(content)).toMatchObject({ isReply: false, holdsPatch: false, date: null })
})

function nested(depth: number): string {
  return Array.from(
    { length: depth },
    (_, index) => `Content-Type: multipart/mixed; boundary="b${index}"\n\n--b${index}\n`,
  ).join('')
}
