import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ObjectReader } from './open-object-reader.ts'
import type { Repository } from './open-repository.ts'
import { parseTree } from './parse-tree.ts'
import { runGit } from './spawn-git.ts'

/** What a partial clone lacks of one tree. */
export interface Lacking {
  readonly oids: ReadonlySet<string>
  /** Every blob among them has at least so many bytes, by the filter that the clone was made with; 0 where nothing is known. */
  readonly blobBytesMin: number
}

/**
 * A repository in which what a partial clone lacks of a tree is simply not there. Git itself would want to fetch it, which it may not here, and
 * end; so whatever a scan can do without would end it too. Any other repository is given back as it is.
 */
export async function spareLacking(repository: Repository, tree: string): Promise<Repository> {
  if (!(await mayBePartial(repository.directory))) return repository
  const pattern = '^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter))$'
  const config = await runGit(repository.directory, ['config', '--get-regexp', pattern])
  if (config.code !== 0) return repository
  const listed = await runGit(repository.directory, ['rev-list', '--objects', '--missing=print', tree])
  // a tree that is itself away is refused by whoever reads it
  if (listed.code !== 0) return repository
  const oids = new Set(listed.stdout.split('\n').flatMap((line) => (line.startsWith('?') ? [line.slice(1)] : [])))
  if (oids.size === 0) return repository
  const lacking = { oids, blobBytesMin: readLimit(config.stdout) }
  return { ...repository, objects: spare(repository.objects, oids), lacking }
}

/** Packs of a partial clone are marked; looking at their names is cheaper than asking git. Unsure where the objects lie elsewhere. */
async function mayBePartial(directory: string): Promise<boolean> {
  const listed = await Promise.all(
    ['objects/pack', '.git/objects/pack'].map((path) => readdir(join(directory, path)).catch(() => null)),
  )
  const names = listed.flatMap((one) => one ?? [])
  return listed.every((one) => one === null) || names.some((name) => name.endsWith('.promisor'))
}

/** `remote.origin.partialclonefilter blob:limit=1m`: the smallest limit, if all filters are such. */
function readLimit(config: string): number {
  const filters = [...config.matchAll(/^remote\..*\.partialclonefilter (.*)$/gm)].map(([, filter = '']) => filter)
  const limits = filters.map((filter) => {
    const [, digits, unit = ''] = /^blob:limit=(\d+)([kmg]?)$/i.exec(filter) ?? []
    return digits === undefined ? 0 : Number(digits) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase())
  })
  return limits.length === 0 ? 0 : Math.min(...limits)
}

function spare(objects: ObjectReader, lacking: ReadonlySet<string>): ObjectReader {
  const readId = async (oid: string) => (lacking.has(oid) ? null : objects.read(oid))
  return {
    async read(name) {
      const [, tree, path = ''] = /^([0-9a-f]{40,64})(?::(.*))?$/.exec(name) ?? []
      if (tree === undefined) return objects.read(name)
      let oid = tree
      for (const part of path.split('/').filter((one) => one !== '')) {
        const directory = await readId(oid)
        if (directory?.type !== 'tree') return null
        const entry = parseTree(directory.content, oid.length / 2).find((one) => one.name === part)
        if (entry === undefined || entry.kind === 'submodule') return null
        oid = entry.oid
      }
      return readId(oid)
    },
    size: (oid) => objects.size(oid),
    close: () => objects.close(),
  }
}
