/**
 * Whoever may add a tree may make this machine read any folder and clone any URL. So only from the machine itself: the server listens on
 * a loopback address, and the request names one too. The latter refuses pages of elsewhere that let their own name mean this machine
 * (DNS rebinding).
 */
export function mayAddTrees(listensOn: string, requestHost: string | null): boolean {
  return isLoopback(listensOn) && requestHost !== null && isLoopback(hostOf(requestHost))
}

/** Without the port. */
function hostOf(host: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(host)
  return bracketed?.[1] ?? host.replace(/:\d+$/, '')
}

/** Names and addresses that can only mean the machine itself. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase()
  return /^(?:.+\.)?localhost$/.test(name) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name) || /^\[?::1\]?$/.test(name)
}
