import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { openAddressRanges, plainAddress } from '#scanner/network/address-ranges.ts'
import { nameOf } from './is-host-answered.ts'

/** Whose word counts about whom a request is from, and how it came. */
export interface TrustedProxies {
  /** Besides loopback: addresses, or ranges of them (`10.0.0.0/8`). */
  readonly proxies: readonly string[]
  /** Name in `PINWATCH_URL` where that is https: as we speak none, a proxy is asked by that name. `null`: there need be none. */
  readonly behindName: string | null
}

/** What a request shows of a proxy that is set up wrong, or of a setting that does not name it. */
export interface ForwardTrouble {
  /** `stranger`: says whom it asks for, and nobody has named it. `silent`: does not say so. `renamed`: asks by another name than people do. */
  readonly kind: 'stranger' | 'silent' | 'renamed'
  readonly address: string
}

/** `x-forwarded-host` and `-port` are nobody's to say: what counts is `Host`, which is judged. */
const neverBelieved = ['x-forwarded-host', 'x-forwarded-port', 'forwarded'] as const

/**
 * Makes `X-Forwarded-For` of each request the one address that it is from, and leaves `X-Forwarded-Proto` only where a proxy of ours says it:
 * all that is counted by address, audited or made into an address reads these. Whoever is not this machine or a named proxy is taken for
 * the sender itself, whatever it says.
 */
export function openForwarded({
  proxies,
  behindName,
}: TrustedProxies): (request: IncomingMessage) => ForwardTrouble | null {
  const isNamed = openAddressRanges(proxies)
  const isOurs = openAddressRanges(['127.0.0.0/8', '::1', ...proxies])
  return (request) => {
    const { headers } = request
    const peer = plainAddress(request.socket.remoteAddress ?? '')
    const said = headers['x-forwarded-for']?.toString()
    const saidHost = headers['x-forwarded-host']?.toString()
    // an address that is ours at both ends is this machine, too: Next.js asks itself where an act leads
    const isBelieved = isOurs(peer) || peer === plainAddress(request.socket.localAddress ?? '')
    for (const name of neverBelieved) delete headers[name]
    headers['x-forwarded-for'] = isBelieved ? senderOf(said ?? '', peer, isNamed) : peer
    const [protocol = ''] = headers['x-forwarded-proto']?.toString().split(',') ?? []
    if (isBelieved && /^\s*https?\s*$/i.test(protocol)) headers['x-forwarded-proto'] = protocol.trim().toLowerCase()
    else delete headers['x-forwarded-proto']
    if (!isBelieved) return said === undefined ? null : { kind: 'stranger', address: peer }
    if (behindName === null) return null
    const asked = nameOf(headers.host ?? '')
    if (said === undefined && asked === behindName) return { kind: 'silent', address: peer }
    const isRenamed = asked !== behindName && nameOf(saidHost ?? '') === behindName
    // as Next.js asks itself, with what the proxy said
    return isRenamed && headers.rsc === undefined ? { kind: 'renamed', address: peer } : null
  }
}

/**
 * The last address that none of the named proxies has: each adds the one that asked it behind those that it was told, and what stands farther
 * left may be anybody's word. A name that is no address is as good as none.
 */
function senderOf(said: string, peer: string, isNamed: (address: string) => boolean): string {
  let sender = peer
  for (const entry of said.split(',').reverse()) {
    const address = plainAddress(withoutPort(entry.trim()))
    if (isIP(address) === 0) return sender
    sender = address
    if (!isNamed(address)) return sender
  }
  return sender
}

/** Some add the port: `192.0.2.1:5000`, `[2001:db8::1]:5000`. */
const withoutPort = (entry: string): string => /^\[([^\]]+)\]|^([\d.]+):\d+$/.exec(entry)?.slice(1).join('') ?? entry
