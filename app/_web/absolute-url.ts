import { headers } from 'next/headers'

/** A path of these pages as it stands in a mail: below `PINWATCH_URL`, else below the address that this request came to. */
export async function absoluteUrl(path: string): Promise<string> {
  const base = process.env.PINWATCH_URL
  if (base !== undefined && base !== '') return new URL(path, base).toString()
  const host = (await headers()).get('host') ?? '127.0.0.1'
  return `http://${host}${path}`
}
