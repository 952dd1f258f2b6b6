import cacache from 'cacache'
import { integrityOf, openFolder, readEntry, unusable } from './entries.ts'

/** The rows of whole revisions, as text by key: for whoever asks the same again. */
export interface RowsCache {
  /** `null` if they are not known, or their bytes are not what was written. */
  get(key: string): Promise<string | null>
  /** Keeps them, and forgets those that were written longest ago. Rejects with `CacheError`. */
  put(key: string, text: string): Promise<void>
}

/** Of so many revisions: of a kernel one is a megabyte and a half. */
const revisionsMax = 24
const prefix = 'rows/'

/** Opens the cache below `home`, beside the facts. Throws `CacheError` if the folder cannot be made. */
export function openRowsCache(home: string, { max = revisionsMax }: { readonly max?: number } = {}): RowsCache {
  const folder = openFolder(home)
  return {
    async get(key) {
      const data = await readEntry(folder, prefix + key)
      return data.length === 0 ? null : data.toString('utf8')
    },
    async put(key, text) {
      try {
        const data = Buffer.from(text)
        // bytes that lie where these go were not readable
        await cacache.rm.content(folder, integrityOf([data]))
        await cacache.put(folder, prefix + key, data)
        const kept = Object.values(await cacache.ls(folder)).filter((entry) => entry.key.startsWith(prefix))
        for (const entry of kept.sort((a, b) => b.time - a.time).slice(max)) {
          await cacache.rm.entry(folder, entry.key)
          await cacache.rm.content(folder, entry.integrity)
        }
      } catch (cause) {
        throw unusable(folder, cause)
      }
    },
  }
}
