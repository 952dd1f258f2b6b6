import { expect, test } from 'vitest'
import { composeDigest } from './compose-digest.ts'
import type { Digest } from './digest.ts'
import { formatMail } from './format-mail.ts'

const options = { url: 'https://gup.example.org', from: 'pinwatch@example.org', to: 'linux-media@example.org' }
const digest: Digest = {
  tree: { slug: 'linux', name: 'linux' },
  section: { title: 'VIDEO BUFFERS', slug: 'video-buffers' },
  revision: { label: 'v6.2', commit: 'abcdef0123456789', committedAt: new Date('2026-11-30T10:00:00Z') },
  before: 'v6.1',
  converted: 3,
  open: [
    {
      path: 'drivers/media/a.c',
      line: 7,
      function: 'vb_get',
      api: 'get_user_pages',
      status: 'mismatched',
      key: '0',
      people: [],
    },
    {
      path: 'drivers/media/b.c',
      line: 9,
      function: null,
      api: 'get_user_pages',
      status: 'unconverted',
      key: '1',
      people: ['Jane'],
    },
  ],
  events: [
    {
      kind: 'converted',
      key: '2',
      path: 'drivers/media/c.c',
      function: 'vb_put',
      commit: 'fedcba9876543210',
      subject: 'media: pin',
    },
  ],
  newlyOpen: 0,
}
const compose = (one: Digest, { to, ...teller } = options) =>
  formatMail(composeDigest(one, { url: teller.url, to }), teller)

test('is a mail that a list takes', () => {
  expect(compose(digest)).toBe(`From: pinwatch@example.org
To: linux-media@example.org
Subject: [pinwatch] linux v6.2: 2 to convert in VIDEO BUFFERS
Message-ID: <digest.linux.video-buffers.abcdef012345@gup.example.org>
In-Reply-To: <digest.linux.video-buffers@gup.example.org>
References: <digest.linux.video-buffers@gup.example.org>
List-Id: <video-buffers.linux.gup.example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

VIDEO BUFFERS in linux v6.2 (2026-11-30): 3 acquire sites of user pages
are converted to pin_user_pages*(), 2 are not yet.

To be converted:

  drivers/media/a.c:7
    mismatched: get_user_pages() in vb_get(), nobody works on it
    https://gup.example.org/linux/0
  drivers/media/b.c:9
    unconverted: get_user_pages(), Jane
    https://gup.example.org/linux/1

Since v6.1:

  converted: drivers/media/c.c vb_put()
    by fedcba987654 ("media: pin")

Who works on what:
https://gup.example.org/linux/board?subsystem=video-buffers
`)
})

test('nobody writes a header of it, or a line, but us', () => {
  const evil = 'x\r\nBcc: victim@example.org\r\n\r\nbody\u2028line'
  const text = compose(
    {
      ...digest,
      section: { ...digest.section, title: evil },
      open: [{ ...digest.open[0], path: evil, function: evil, people: [evil] } as Digest['open'][number]],
      events: [{ kind: 'gone', key: '3', path: evil, function: evil, commit: 'a'.repeat(40), subject: evil }],
    },
    { ...options, to: evil },
  )
  expect(text).not.toMatch(/^Bcc:/m)
  expect(text.split('\n\n')[0]?.split('\n')).toHaveLength(10)
})

test('no line is longer than 72 columns that could be broken', () => {
  const long = 'drivers/media/common/videobuf2/'.repeat(4)
  const text = compose(
    {
      ...digest,
      events: [{ ...digest.events[0], path: long, subject: 'word '.repeat(40) } as Digest['events'][number]],
    },
    options,
  )
  const body = text.slice(text.indexOf('\n\n'))
  expect(body.split('\n').filter((line) => line.length > 72 && !line.includes(long))).toEqual([])
})
