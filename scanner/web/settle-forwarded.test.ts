import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { openForwarded } from './settle-forwarded.ts'
import { watchForwarding } from './watch-forwarding.ts'

const settle = openForwarded({ proxies: ['10.0.0.0/8', '2001:db8::7'], behindName: 'gup.example.org' })

/** What of a request is left, once it is settled, and what it shows. */
function ask(peer: string, headers: Readonly<Record<string, string>>) {
  const socket = new Socket()
  Object.defineProperties(socket, { remoteAddress: { value: peer }, localAddress: { value: '192.0.2.80' } })
  const request = new IncomingMessage(socket)
  Object.assign(request.headers, { host: 'gup.example.org', ...headers })
  const trouble = settle(request)?.kind ?? null
  const { 'x-forwarded-for': sender, 'x-forwarded-proto': protocol, 'x-forwarded-host': host } = request.headers
  return { sender, protocol, host, trouble }
}

test.each([
  ['127.0.0.1', '203.0.113.9'],
  ['::1', '203.0.113.9'],
  ['::ffff:127.0.0.1', '203.0.113.9'],
  ['10.2.0.1', '203.0.113.9'],
  ['2001:db8::7', '203.0.113.9'],
  // this very machine
  ['192.0.2.80', '203.0.113.9'],
])('%s is believed', (peer, sender) => {
  const headers = { 'x-forwarded-for': sender, 'x-forwarded-proto': 'https' }
  expect(ask(peer, headers)).toEqual({ sender, protocol: 'https', host: undefined, trouble: null })
})

test.each(['192.168.1.4', '203.0.113.5', '2001:db8::8', '::ffff:192.0.2.1'])('%s is not, and named itself', (peer) => {
  const headers = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' }
  expect(ask(peer, headers)).toEqual({
    sender: peer.replace('::ffff:', ''),
    protocol: undefined,
    host: undefined,
    trouble: 'stranger',
  })
})

test.each([
  ['what a client says of itself stands left of what the proxy adds', '1.2.3.4, 203.0.113.9', '203.0.113.9'],
  ['proxies behind one another are passed over where they are named', '1.2.3.4, 203.0.113.9, 10.0.0.9', '203.0.113.9'],
  ['loopback is passed over only where it is named', '1.2.3.4, 127.0.0.1', '127.0.0.1'],
  ['a port is no part of it', '203.0.113.9:4711', '203.0.113.9'],
  ['nor of an IPv6 address', '[2001:db8::99]:4711', '2001:db8::99'],
  ['an IPv6 address is taken as it is', '2001:db8::99', '2001:db8::99'],
  ['what is no address is not taken', '203.0.113.9, unknown', '127.0.0.1'],
  ['nor anything left of it', '203.0.113.9, unknown, 10.0.0.9', '10.0.0.9'],
])('%s', (_why, said, sender) => {
  expect(ask('127.0.0.1', { 'x-forwarded-for': said }).sender).toBe(sender)
})

test('without a proxy the sender is whoever is connected', () => {
  expect(ask('203.0.113.5', {})).toMatchObject({ sender: '203.0.113.5', trouble: null })
  expect(ask('127.0.0.1', { host: 'localhost:3000' })).toMatchObject({ sender: '127.0.0.1', trouble: null })
})

test('a name that a proxy says is never believed, so that a page of elsewhere cannot say it either', () => {
  expect(ask('127.0.0.1', { host: 'localhost', 'x-forwarded-host': 'evil.example' }).host).toBeUndefined()
})

test('a proxy that does not say whom it asks for, or by which name, is told', () => {
  expect(ask('10.0.0.1', {}).trouble).toBe('silent')
  const renamed = { host: '127.0.0.1:3000', 'x-forwarded-host': 'gup.example.org', 'x-forwarded-for': '203.0.113.9' }
  expect(ask('127.0.0.1', renamed).trouble).toBe('renamed')
  // Next.js asks itself so
  expect(ask('127.0.0.1', { ...renamed, rsc: '1' }).trouble).toBeNull()
})

test('each is told once and found by doctor, but for who may send a header for fun', () => {
  const told: string[] = []
  const watch = watchForwarding((sentence) => told.push(sentence))
  for (const address of ['172.17.0.1', '172.17.0.1', '8.8.8.8']) watch.see({ kind: 'stranger', address })
  expect(told).toEqual([
    expect.stringMatching(/^172\.17\.0\.1 .*PINWATCH_PROXIES/),
    expect.stringMatching(/^8\.8\.8\.8 /),
  ])
  expect(watch.findings()).toEqual([
    { subject: 'proxy', isFine: false, sentence: expect.stringContaining('172.17.0.1') },
  ])
})

test('who sends it from everywhere fills no memory', () => {
  const told: string[] = []
  const watch = watchForwarding((sentence) => told.push(sentence))
  for (let last = 0; last < 200; last++) watch.see({ kind: 'stranger', address: `8.8.8.${last}` })
  expect(told).toHaveLength(16)
})
