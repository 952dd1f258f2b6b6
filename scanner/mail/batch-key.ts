/**
 * What the ids of all mails of one sending have in common: `git send-email` and b4 number them, `git format-patch --thread` puts the time
 * behind a hash. `null` where the id was made by something else.
 */
export function batchKey(messageId: string): string | null {
  const numbered = /^<(.+)-\d{1,4}-([^<>]+)>$/.exec(messageId)
  if (numbered !== null) return `${numbered[1]}-*-${numbered[2]}`
  const timed = /^<(?:cover|[0-9a-f]{40,64})\.(\d+\.git\.[^<>]+)>$/.exec(messageId)
  return timed === null ? null : `*.${timed[1]}`
}
