const tab = 9
const newline = 10

/** Lines `<key>TAB<value>` in one buffer, found by key without turning the rest into strings. */
export interface Lines {
  get(key: string): string | null
  has(key: string): boolean
}

export function indexLines(buffer: Buffer): Lines {
  let ranges: Map<string, number> | null = null
  const index = () => {
    const found = new Map<string, number>()
    for (let at = 0; at < buffer.length; ) {
      const keyEnd = buffer.indexOf(tab, at)
      if (keyEnd < 0) break
      found.set(buffer.toString('latin1', at, keyEnd), keyEnd + 1)
      const end = buffer.indexOf(newline, keyEnd)
      if (end < 0) break
      at = end + 1
    }
    return found
  }
  // most scans ask for a few keys or for all: the index is made when the first is asked for
  const at = (key: string) => {
    ranges ??= index()
    return ranges.get(key)
  }
  return {
    has: (key) => at(key) !== undefined,
    get(key) {
      const from = at(key)
      if (from === undefined) return null
      const end = buffer.indexOf(newline, from)
      return buffer.toString('utf8', from, end < 0 ? buffer.length : end)
    },
  }
}

/** Lines over others: those of `later` count where both have a key. */
export function stackLines(later: Lines, earlier: Lines): Lines {
  return {
    has: (key) => later.has(key) || earlier.has(key),
    get: (key) => later.get(key) ?? earlier.get(key),
  }
}

export const formatLines = (lines: readonly (readonly [key: string, value: string])[]): Buffer =>
  Buffer.from(lines.map(([key, value]) => `${key}\t${value}\n`).join(''))

/** The lines of these keys alone. */
export function pickLines(buffer: Buffer, keys: ReadonlySet<string>): Buffer {
  const lines = indexLines(buffer)
  return formatLines(
    [...keys].flatMap((key) => {
      const value = lines.get(key)
      return value === null ? [] : [[key, value] as const]
    }),
  )
}
