import { runTransport, type TransportOptions } from './run-transport.ts'
import { runGit } from './spawn-git.ts'
import { transportUrl } from './transport-url.ts'

/**
 * Brings a mirror up to date: branches and tags as the server has them now, moved and deleted ones too, and the branch that HEAD names.
 * Rejects with `GitError`; a fetch that was interrupted leaves the mirror as it was.
 */
export async function fetchMirror(directory: string, url: string, options: TransportOptions = {}): Promise<void> {
  const wanted = transportUrl(url)
  // `+` lets a branch be rewound, as -next is every day
  const refspecs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']
  await runTransport(
    directory,
    url,
    [
      'fetch',
      '--progress',
      '--prune',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      '--',
      wanted,
      ...refspecs,
    ],
    options,
  )
  const said = await runTransport(directory, url, ['ls-remote', '--symref', '--', wanted, 'HEAD'], options)
  const branch = /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(said)?.[1]
  if (branch !== undefined) await runGit(directory, ['symbolic-ref', 'HEAD', branch])
}
