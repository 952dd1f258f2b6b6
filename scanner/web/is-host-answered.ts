/** Names that mean this server. */
export interface AnsweredHosts {
  /** Lower case, without ports: the host of `PINWATCH_URL`, and `PINWATCH_HOSTS`. */
  readonly names: ReadonlySet<string>
  /** Nobody but this machine reaches us. */
  readonly isLoopback: boolean
}

/**
 * Whether a request of this `Host` is answered: on a loopback address by loopback names, else by the names that were set. Any other name may
 * be one of somebody else's that resolves to us (DNS rebinding), and a page of theirs would read what we answer.
 */
export function isHostAnswered(
  { names }: AnsweredHosts,
  { host, localAddress }: { readonly host: string | undefined; readonly localAddress: string | undefined },
): boolean {
  const name = nameOf(host ?? '')
  if (name === null) return false
  return names.has(name) || (isLoopbackName(name) && isLoopbackAddress(localAddress ?? ''))
}

/** Of a `Host` header, in lower case and without port and brackets; `null` if it is none. */
export function nameOf(host: string): string | null {
  const found = /^(?:\[([0-9a-f:.]+)\]|([^\s:/?#@[\]]+))(?::\d{1,5})?$/i.exec(host)
  return (found?.[1] ?? found?.[2])?.toLowerCase().replace(/\.$/, '') ?? null
}

function isLoopbackName(name: string): boolean {
  return /^(?:[a-z\d-]+\.)*localhost$/.test(name) || isLoopbackAddress(name)
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address)
}
