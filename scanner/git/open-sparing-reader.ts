import { type ObjectReader, openObjectReader } from './open-object-reader.ts'

/** A reader that starts git when it is first asked, and again after git has failed: in a partial clone it ends where something is lacking. */
export function openSparingReader(directory: string): ObjectReader {
  let open: ObjectReader | null = null
  const ask = async <T>(question: (objects: ObjectReader) => Promise<T>): Promise<T> => {
    open ??= openObjectReader(directory)
    const asked = open
    try {
      return await question(asked)
    } catch (error) {
      asked.close()
      if (open === asked) open = null
      throw error
    }
  }
  return {
    read: (name) => ask((objects) => objects.read(name)),
    size: (oid) => ask((objects) => objects.size(oid)),
    close: () => open?.close(),
  }
}
