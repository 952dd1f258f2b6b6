import type { IndexEntries, IndexEntry } from './index-entry.ts'
import type { ObjectReader } from './open-object-reader.ts'

/** What a tree has at each of these paths; a path that it lacks, or where it has a directory, is left out. */
export async function readEntries(objects: ObjectReader, tree: string, paths: Iterable<string>): Promise<IndexEntries> {
  const directories = new Map<string, Promise<Buffer | null>>()
  const read = (oid: string) => {
    const reading =
      directories.get(oid) ?? objects.read(oid).then((object) => (object?.type === 'tree' ? object.content : null))
    directories.set(oid, reading)
    return reading
  }
  const entries = new Map<string, IndexEntry>()
  for (const path of new Set(paths)) {
    let found: IndexEntry | null = { mode: '40000', oid: tree }
    for (const name of path.split('/')) {
      const directory: Buffer | null = found.mode === '40000' ? await read(found.oid) : null
      found = directory === null ? null : findEntry(directory, name, tree.length / 2)
      if (found === null) break
    }
    if (found !== null && found.mode !== '40000') entries.set(path, found)
  }
  return entries
}

/** An entry of a raw tree object: `<octal mode> <name>NUL<raw id>`. */
function findEntry(directory: Buffer, name: string, oidBytes: number): IndexEntry | null {
  const wanted = Buffer.from(name)
  for (let at = 0; at < directory.length; ) {
    const space = directory.indexOf(32, at)
    const nul = directory.indexOf(0, space)
    if (directory.subarray(space + 1, nul).equals(wanted)) {
      const mode = directory.toString('latin1', at, space).replace(/^0+/, '')
      return { mode, oid: directory.toString('hex', nul + 1, nul + 1 + oidBytes) }
    }
    at = nul + 1 + oidBytes
  }
  return null
}
