import cacache from 'cacache'
import type { DirectoryDigest } from '#scanner/model/verdict.ts'
import { CacheError } from './cache-error.ts'
import { integrityOf, openFolder, readEntry, unusable } from './entries.ts'
import { type FactsKey, formatFactsKey } from './facts-key.ts'
import { appendLines, indexLines, pickLines } from './lines.ts'

/** What earlier scans learnt, by content alone: valid for every repository and every revision. */
export interface FactsCache {
  digest(key: string): DirectoryDigest | null
  /** Verdicts of the blobs that are known, as JSON; `''` is blank. */
  verdicts(oids: readonly string[]): Promise<ReadonlyMap<string, string>>
  save(learnt: Learnt): Promise<void>
}

export interface Learnt {
  readonly digests: ReadonlyMap<string, DirectoryDigest>
  /** Verdicts as JSON, `''` for blank. */
  readonly verdicts: ReadonlyMap<string, string>
}

/**
 * Beyond this an entry keeps what the last scan used and learnt, and forgets the rest: a cache is no archive, and every scan reads all of it.
 * Some twenty point releases fit: they add two megabytes each to the thirteen that a kernel begins with. Writing it takes three times as much memory.
 */
const entryBytesMax = 48 * 1024 * 1024

type EntryName = 'digests' | 'verdicts' | 'blanks'

/**
 * Opens the cache below `home`. Three entries hold everything, each a list of lines `<id>TAB<JSON>`: reading a few
 * large entries takes a tenth of the time of reading one for each of a kernel's 1,500 files with facts. An entry that
 * is damaged counts as empty. Entries are replaced whole, so that a scan killed at any moment and two scans at once
 * leave a usable cache; of two that end together one may have to learn again.
 *
 * Throws `CacheError` if the folder cannot be made or read.
 */
export async function openFactsCache(
  home: string,
  key: FactsKey,
  { bytesMax = entryBytesMax }: { readonly bytesMax?: number } = {},
): Promise<FactsCache> {
  const folder = openFolder(home)
  const prefix = formatFactsKey(key)
  const read = (name: EntryName) => readEntry(folder, `${prefix}/${name}`)
  const [digests, verdicts] = (await Promise.all([read('digests'), read('verdicts')])).map(indexLines)

  const used: Record<EntryName, Set<string>> = { digests: new Set(), verdicts: new Set(), blanks: new Set() }

  return {
    digest(name) {
      used.digests.add(name)
      const line = digests?.get(name) ?? null
      return line === null ? null : JSON.parse(line)
    },
    async verdicts(oids) {
      const found = new Map<string, string>()
      const open: string[] = []
      for (const oid of oids) {
        const line = verdicts?.get(oid) ?? null
        used[line === null ? 'blanks' : 'verdicts'].add(oid)
        if (line === null) open.push(oid)
        else found.set(oid, line)
      }
      // a revision whose directories are all known asks for no blank: then this large list is left alone
      const blanks = open.length > 0 ? indexLines(await read('blanks')) : null
      for (const oid of open) if (blanks?.get(oid) === '') found.set(oid, '')
      return found
    },
    async save(learnt) {
      const lines: Record<EntryName, [string, string][]> = { digests: [], verdicts: [], blanks: [] }
      for (const [name, digest] of learnt.digests) lines.digests.push([name, JSON.stringify(digest)])
      for (const [oid, verdict] of learnt.verdicts) lines[verdict === '' ? 'blanks' : 'verdicts'].push([oid, verdict])
      for (const name of ['verdicts', 'blanks', 'digests'] as const) {
        if (lines[name].length === 0) continue
        await writeEntry(folder, `${prefix}/${name}`, lines[name], (kept) =>
          kept.length > bytesMax ? pickLines(kept, used[name]) : kept,
        )
      }
    },
  }
}

async function writeEntry(
  folder: string,
  name: string,
  lines: readonly [string, string][],
  trim: (kept: Buffer) => Buffer,
): Promise<void> {
  try {
    const before = await cacache.get.info(folder, name)
    const kept = await readEntry(folder, name)
    const data = appendLines(trim(kept), lines)
    // whatever lies where these bytes go is damaged, and would be left as it is: bytes that were read back have grown
    if (kept.length === 0) await cacache.rm.content(folder, integrityOf(data))
    const integrity = await cacache.put(folder, name, data)
    const replaced = before?.integrity
    if (replaced !== undefined && replaced !== String(integrity)) await cacache.rm.content(folder, replaced)
  } catch (cause) {
    throw cause instanceof CacheError ? cause : unusable(folder, cause)
  }
}
