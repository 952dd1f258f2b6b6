import { expect, test } from 'vitest'
import { type FoundAddress, findPublicAddress, PrivateHostError } from './find-public-address.ts'

const outside: FoundAddress = { address: '93.184.216.34', family: 4 }
const inside: FoundAddress = { address: '169.254.169.254', family: 4 }
const resolve = (...found: FoundAddress[]) => ({ privateHosts: [], resolve: async () => found })

test('a host of the net is found', async () => {
  expect(await findPublicAddress('hooks.example.org', resolve(outside))).toEqual(outside)
})

test('a name of which one address is of our own network is refused, whichever comes first', async () => {
  await expect(findPublicAddress('evil.example.org', resolve(inside, outside))).rejects.toThrow(PrivateHostError)
  await expect(findPublicAddress('evil.example.org', resolve(outside, inside))).rejects.toThrow(
    'PINWATCH_PRIVATE_HOSTS',
  )
})

test.each(['127.0.0.1', '[::1]', '[::ffff:10.0.0.1]', '10.0.0.1', 'localhost', 'LOCALHOST.'])(
  '%s is refused as it is written',
  async (host) => {
    await expect(findPublicAddress(host, { privateHosts: [] })).rejects.toThrow(PrivateHostError)
  },
)

test('what is allowed by name may be private', async () => {
  expect(await findPublicAddress('[::1]', { privateHosts: ['::1'] })).toEqual({ address: '::1', family: 6 })
  const allowed = { ...resolve(inside), privateHosts: ['chat.internal'] }
  expect(await findPublicAddress('Chat.Internal', allowed)).toEqual(inside)
  await expect(findPublicAddress('other.internal', allowed)).rejects.toThrow(PrivateHostError)
})
