const yearSeconds = 31_536_000

/** Where people open pages over https, browsers are told never to ask over http again (RFC 6797): whoever is in between would answer that. */
export function transportHeaders(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return env.PINWATCH_URL?.startsWith('https:') ? { 'strict-transport-security': `max-age=${yearSeconds}` } : {}
}
