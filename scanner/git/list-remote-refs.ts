import { tmpdir } from 'node:os'
import { runTransport, type TransportOptions } from './run-transport.ts'
import { transportUrl } from './transport-url.ts'

/** Branches, tags and HEAD of a server's repository with what they name, as one text. Rejects with the `GitError` that fetching would. */
export function listRemoteRefs(url: string, options: TransportOptions = {}): Promise<string> {
  return runTransport(tmpdir(), url, ['ls-remote', '--quiet', '--', transportUrl(url)], options)
}
