import { BlockList, isIP } from 'node:net'

/** An address, or a range of them as `10.0.0.0/8`; without a length of its prefix it is one address. */
interface AddressRange {
  readonly network: string
  readonly prefix: number
  readonly family: 'ipv4' | 'ipv6'
}

/** `null`: neither an address nor a range. */
export function parseAddressRange(text: string): AddressRange | null {
  const [network = '', length, ...more] = text.replace(/^\[([^\]]*)\]/, '$1').split('/')
  const family = isIP(network)
  if (family === 0 || more.length > 0 || network.includes('%')) return null
  const bits = family === 4 ? 32 : 128
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN
  return prefix <= bits ? { network, prefix, family: family === 4 ? 'ipv4' : 'ipv6' } : null
}

/** Whether an address is in any of these, and how it is written: what IPv6 says of an IPv4 address is that address. */
export function openAddressRanges(texts: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const text of texts) {
    const range = parseAddressRange(text)
    if (range === null) throw new Error(`${text} is no address`)
    list.addSubnet(range.network, range.prefix, range.family)
  }
  return (address) => {
    const plain = plainAddress(address)
    return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6')
  }
}

/** An address without the interface that it was seen at, and an IPv4 address that IPv6 carried as such. */
export const plainAddress = (address: string): string =>
  address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+(?:\.\d+){3}$)/i, '')
