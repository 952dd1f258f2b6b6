import {
  type AddressOptions,
  type FoundAddress,
  findPublicAddress,
  PrivateHostError,
} from '#scanner/network/find-public-address.ts'
import { GitError } from './git-error.ts'

const ports: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/**
 * What git has to be told to ask only the server that a URL names, as settings of it. Where people sign in, whoever may add trees is not
 * who runs the machine: then the host has to be one that anybody could reach, or be named in `PINWATCH_PRIVATE_HOSTS`; http goes to the
 * address that was found (`http.curloptResolve`, git 2.37 or newer), and nowhere that the server sends it. ssh and git look the name up once more.
 * Rejects with a `GitError`.
 */
export async function guardHost(
  url: string,
  env: NodeJS.ProcessEnv,
  resolve?: AddressOptions['resolve'],
): Promise<readonly string[]> {
  if (!env.AUTH_SECRET) return []
  // a GitHub of one's own is named by whoever runs the machine
  const github = URL.canParse(env.GITHUB_URL ?? '') ? [new URL(env.GITHUB_URL ?? '').hostname] : []
  const privateHosts = [...(env.PINWATCH_PRIVATE_HOSTS ?? '').toLowerCase().split(/[, ]+/), ...github]
  const { protocol, hostname, port } = new URL(asUrl(url))
  const options = { privateHosts, ...(resolve === undefined ? {} : { resolve }) }
  let found: FoundAddress
  try {
    found = await findPublicAddress(hostname, options)
  } catch (cause) {
    const why = cause instanceof PrivateHostError ? cause.message : 'the server cannot be reached. Check the address.'
    throw new GitError('unreachable', `${url}: ${why}`, { cause })
  }
  const usual = ports[protocol]
  if (usual === undefined) return []
  // curl takes an IPv6 address with brackets around it, as a name and as an address
  const address = found.family === 6 ? `[${found.address}]` : found.address
  return [`http.curloptResolve=${hostname}:${port || usual}:${address}`, 'http.followRedirects=false']
}

/** `user@host:path` as a URL. */
const asUrl = (url: string): string => (url.includes('://') ? url : `ssh://${url.replace(/:.*$/, '')}/`)
