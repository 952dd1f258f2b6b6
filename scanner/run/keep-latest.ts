/** What was asked for last, by key. */
export interface Latest<Key, Value> {
  /** What is kept of a key, else what `make` makes. */
  get(key: Key, make: () => Value): Value
}

/** Keeps so many values, and forgets that which nobody asked for the longest. */
export function keepLatest<Key, Value>(max: number): Latest<Key, Value> {
  const kept = new Map<Key, Value>()
  return {
    get(key, make) {
      const value = kept.get(key) ?? make()
      kept.delete(key)
      kept.set(key, value)
      const [oldest] = kept.keys()
      if (kept.size > max && oldest !== undefined) kept.delete(oldest)
      return value
    },
  }
}
