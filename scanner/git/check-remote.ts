import { tmpdir } from 'node:os'
import { runTransport, type TransportOptions } from './run-transport.ts'
import { transportUrl } from './transport-url.ts'

/** Asks a server whether it has a repository at this URL. Rejects with the `GitError` that cloning would. */
export async function checkRemote(url: string, options: TransportOptions = {}): Promise<void> {
  await runTransport(tmpdir(), url, ['ls-remote', '--quiet', '--', transportUrl(url), 'HEAD'], options)
}
