import { createHash } from 'node:crypto'
import { listRefs } from '#scanner/git/list-refs.ts'
import { listRemoteRefs } from '#scanner/git/list-remote-refs.ts'
import { parseSource } from '#scanner/model/source.ts'

/** Digest of all branches and tags of a source, without fetching anything: another one tells that there is something to scan. */
export async function digestRefs(source: string): Promise<string> {
  const { kind } = parseSource(source)
  // the demo never changes while it is looked at
  if (kind !== 'url' && kind !== 'path') return ''
  const refs = kind === 'url' ? await listRemoteRefs(source) : await listRefs(source)
  return createHash('sha256').update(refs).digest('hex')
}
