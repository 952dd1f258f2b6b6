/** Address that people know this server by, without a slash at its end: `PINWATCH_URL`, else the one that was asked. */
export function baseUrl(headers: Headers): string {
  const set = process.env.PINWATCH_URL
  if (set) return set.replace(/\/+$/, '')
  const protocol = headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? 'https' : 'http'
  const asked = `${protocol}://${headers.get('host') ?? 'localhost'}`
  // a name that is none is somebody's joke
  return URL.canParse(asked) ? new URL(asked).origin : 'http://localhost'
}
