import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublicAddress } from './is-public-address.ts'

export interface FoundAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** A host that we do not ask, as a sentence that says why and what to do. */
export class PrivateHostError extends Error {
  override readonly name = 'PrivateHostError'
}

export interface AddressOptions {
  /** Names of hosts, or addresses, that may be private: in lower case, without brackets. */
  readonly privateHosts: readonly string[]
  /** Instead of the system's, for tests. */
  readonly resolve?: (host: string) => Promise<readonly FoundAddress[]>
}

/**
 * The address of a host that somebody else has named. Whoever connects uses this one and does not ask again: a name may mean another address
 * a moment later (DNS rebinding). Rejects with `PrivateHostError` where any of its addresses is of our own network, and may not be.
 */
export async function findPublicAddress(
  host: string,
  { privateHosts, resolve = resolveHost }: AddressOptions,
): Promise<FoundAddress> {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
  const family = isIP(name)
  const found = family === 0 ? await resolve(name) : [{ address: name, family: family === 4 ? 4 : 6 } as const]
  const [first] = found
  if (first === undefined) throw new Error(`${name} has no address`)
  const own = found.find(({ address }) => !isPublicAddress(address))
  if (own !== undefined && !privateHosts.includes(name))
    throw new PrivateHostError(
      `${name} is ${own.address}, which is not for all to reach. Whoever runs Pinwatch can allow it by PINWATCH_PRIVATE_HOSTS.`,
    )
  return first
}

const resolveHost = async (host: string): Promise<readonly FoundAddress[]> =>
  (await lookup(host, { all: true })).map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
