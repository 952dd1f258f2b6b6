/** Names and addresses that can only mean the machine itself. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase()
  return /^(?:.+\.)?localhost$/.test(name) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name) || /^\[?::1\]?$/.test(name)
}

/** Of a `Host` header, without the port. */
export function hostOf(host: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(host)
  return bracketed?.[1] ?? host.replace(/:\d+$/, '')
}
