import { type ObjectReader, openObjectReader } from './open-object-reader.ts'

/**
 * A reader for many questions over a long time: one git instead of one for each. It begins at the first question, and anew after one that
 * failed, such as for an object that a partial clone lacks, of which git ends.
 */
export function openLastingReader(directory: string): ObjectReader {
  let reader: ObjectReader | null = null
  const ask = async <T>(question: (used: ObjectReader) => Promise<T>): Promise<T> => {
    reader ??= openObjectReader(directory)
    const used = reader
    try {
      return await question(used)
    } catch (error) {
      used.close()
      if (reader === used) reader = null
      throw error
    }
  }
  return {
    read: (name) => ask((used) => used.read(name)),
    size: (oid) => ask((used) => used.size(oid)),
    close() {
      reader?.close()
      reader = null
    },
  }
}
