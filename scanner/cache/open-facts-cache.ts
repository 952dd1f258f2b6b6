import { once } from 'node:events'
import cacache from 'cacache'
import type { DirectoryDigest } from '#scanner/model/verdict.ts'
import { CacheError } from './cache-error.ts'
import { integrityOf, openFolder, readEntry, unusable } from './entries.ts'
import { type FactsKey, formatFactsKey, formatLinksKey } from './facts-key.ts'
import { formatLines, indexLines, type Lines, pickLines, stackLines } from './lines.ts'

/** What earlier scans learnt, by content alone: valid for every repository and every revision. */
export interface FactsCache {
  digest(key: string): DirectoryDigest | null
  /** Verdicts of the blobs that are known, as JSON; `''` is blank. */
  verdicts(oids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Whether there is a verdict that is not blank. */
  knows(oid: string): boolean
  /** What was derived of facts, as text by key, where it is known. */
  links(keys: readonly string[]): Promise<ReadonlyMap<string, string>>
  save(learnt: Learnt): Promise<void>
}

export interface Learnt {
  readonly digests: ReadonlyMap<string, DirectoryDigest>
  /** Verdicts as JSON, `''` for blank. */
  readonly verdicts: ReadonlyMap<string, string>
  /** What was derived of facts, by keys that tell all that it depends on: texts of one line. */
  readonly links?: ReadonlyMap<string, string>
}

/**
 * Beyond this an entry keeps what the last scan used and learnt, and forgets the rest: a cache is no archive, and every scan reads all of it.
 * Some twenty point releases fit: they add two megabytes each to the thirteen that a kernel begins with. Writing it takes twice as much memory.
 */
const entryBytesMax = 48 * 1024 * 1024
/** What was learnt since is kept in an entry of its own up to this size, so that little is written where little is learnt. */
const recentBytesMax = 1024 * 1024

type EntryName = 'digests' | 'verdicts' | 'blanks' | 'links'

/**
 * Opens the cache below `home`. A few entries hold everything, each a list of lines `<id>TAB<JSON>`: reading a few
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
  const names: Record<EntryName, string> = {
    digests: `${prefix}/digests`,
    verdicts: `${prefix}/verdicts`,
    blanks: `${prefix}/blanks`,
    links: `${formatLinksKey(key)}${key.analysisVersion}`,
  }
  const read = async (name: EntryName): Promise<Lines> => {
    const [recent, kept] = await Promise.all([readEntry(folder, recentOf(names[name])), readEntry(folder, names[name])])
    return stackLines(indexLines(recent), indexLines(kept))
  }
  const [digests, verdicts] = await Promise.all([read('digests'), read('verdicts')])
  const used: Record<EntryName, Set<string>> = {
    digests: new Set(),
    verdicts: new Set(),
    blanks: new Set(),
    links: new Set(),
  }
  const reading = new Map<EntryName, Promise<Lines>>()
  /** A revision whose directories are all known asks for no blank, and one whose rows are kept for no link: then these are left alone. */
  const readOnce = (name: EntryName): Promise<Lines> => {
    const lines = reading.get(name) ?? read(name)
    reading.set(name, lines)
    return lines
  }

  return {
    digest(name) {
      used.digests.add(name)
      const line = digests.get(name)
      return line === null ? null : JSON.parse(line)
    },
    knows(oid) {
      used.verdicts.add(oid)
      return verdicts.has(oid)
    },
    async verdicts(oids) {
      const found = new Map<string, string>()
      const open: string[] = []
      for (const oid of oids) {
        const line = verdicts.get(oid)
        used[line === null ? 'blanks' : 'verdicts'].add(oid)
        if (line === null) open.push(oid)
        else found.set(oid, line)
      }
      const blanks = open.length > 0 ? await readOnce('blanks') : null
      for (const oid of open) if (blanks?.has(oid)) found.set(oid, '')
      return found
    },
    async links(keys) {
      const found = new Map<string, string>()
      const links = keys.length > 0 ? await readOnce('links') : null
      for (const one of keys) {
        used.links.add(one)
        const line = links?.get(one) ?? null
        if (line !== null) found.set(one, line)
      }
      return found
    },
    async save(learnt) {
      const lines: Record<EntryName, [string, string][]> = {
        digests: [],
        verdicts: [],
        blanks: [],
        links: [...(learnt.links ?? [])],
      }
      for (const [name, digest] of learnt.digests) lines.digests.push([name, JSON.stringify(digest)])
      for (const [oid, verdict] of learnt.verdicts) lines[verdict === '' ? 'blanks' : 'verdicts'].push([oid, verdict])
      const links = [names.links, recentOf(names.links)]
      try {
        const isFirst = lines.links.length > 0 && !(await hasAny(folder, links))
        for (const name of ['verdicts', 'blanks', 'links', 'digests'] as const)
          if (lines[name].length > 0) await addLines(folder, names[name], lines[name], { bytesMax, used: used[name] })
        if (isFirst) await removeOthers(folder, formatLinksKey(key), links)
      } catch (cause) {
        throw cause instanceof CacheError ? cause : unusable(folder, cause)
      }
    },
  }
}

const recentOf = (name: string): string => `${name}+`

/** Adds lines to what was learnt lately or, where that has become large, to all of it. */
async function addLines(
  folder: string,
  name: string,
  lines: readonly [string, string][],
  { bytesMax, used }: { readonly bytesMax: number; readonly used: ReadonlySet<string> },
): Promise<void> {
  const before = await readEntry(folder, recentOf(name))
  const learnt = formatLines(lines)
  if (before.length + learnt.length <= Math.min(recentBytesMax, bytesMax / 2)) {
    await replaceEntry(folder, recentOf(name), { parts: [before, learnt], wasRead: before.length > 0 })
    return
  }
  const kept = await readEntry(folder, name)
  const isTooMuch = kept.length + before.length > bytesMax
  const parts = isTooMuch ? [pickLines(Buffer.concat([kept, before]), used), learnt] : [kept, before, learnt]
  await replaceEntry(folder, name, { parts, wasRead: kept.length > 0 })
  if (before.length > 0) await removeEntry(folder, recentOf(name))
}

async function replaceEntry(
  folder: string,
  name: string,
  { parts, wasRead }: { readonly parts: readonly Buffer[]; readonly wasRead: boolean },
): Promise<void> {
  const before = await cacache.get.info(folder, name)
  // whatever lies where these bytes go is damaged, and would be left as it is: bytes that were read back have grown
  if (!wasRead) await cacache.rm.content(folder, integrityOf(parts))
  const integrity = await putParts(folder, name, parts)
  const replaced = before?.integrity
  if (replaced !== undefined && replaced !== integrity) await cacache.rm.content(folder, replaced)
}

/** Writes an entry out of its parts: put together first, they would be in memory twice. Resolves to its integrity when it is in the index. */
async function putParts(folder: string, name: string, parts: readonly Buffer[]): Promise<string> {
  const stream = cacache.put.stream(folder, name)
  // told by what follows; one that came again would end the process
  stream.on('error', () => {})
  const written = once(stream, 'integrity')
  for (const part of parts) stream.write(part)
  stream.end()
  const [integrity] = await written
  return String(integrity)
}

async function removeEntry(folder: string, name: string): Promise<void> {
  const entry = await cacache.get.info(folder, name)
  if (entry === null) return
  await cacache.rm.entry(folder, name)
  await cacache.rm.content(folder, entry.integrity)
}

async function hasAny(folder: string, names: readonly string[]): Promise<boolean> {
  for (const name of names) if ((await cacache.get.info(folder, name)) !== null) return true
  return false
}

/** Forgets what other analyses derived. */
async function removeOthers(folder: string, prefix: string, own: readonly string[]): Promise<void> {
  for (const { key } of Object.values(await cacache.ls(folder)))
    if (key.startsWith(prefix) && !own.includes(key)) await removeEntry(folder, key)
}
