import { createHash } from 'node:crypto'
import { listRefs } from '#scanner/git/list-refs.ts'
import { listRemoteRefs } from '#scanner/git/list-remote-refs.ts'
import { parseSource } from '#scanner/model/source.ts'

/** Digest of all branches and tags of a source, without fetching anything: another one tells that there is something to scan. */
export async function digestRefs(source: string): Promise<string> {
  const parsed = parseSource(source)
  // the demo never changes while it is looked at
  if (parsed.kind !== 'url' && parsed.kind !== 'path') return ''
  const { kind, repository } = parsed
  const refs = kind === 'url' ? await listRemoteRefs(repository) : await listRefs(repository)
  return createHash('sha256').update(refs).digest('hex')
}
