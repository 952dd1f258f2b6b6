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

/** As `keepLatest`, of what is asked for and may fail: a failure is told to whoever waits for it, and asked for anew by the next. */
export function keepAnswers<Key, Value>(max: number): Latest<Key, Promise<Value>> {
  const failed = new WeakSet<Promise<Value>>()
  const kept = keepLatest<Key, { answer: Promise<Value> }>(max)
  return {
    get(key, make) {
      const ask = () => {
        const answer = make()
        answer.catch(() => failed.add(answer))
        return answer
      }
      const entry = kept.get(key, () => ({ answer: ask() }))
      if (failed.has(entry.answer)) entry.answer = ask()
      return entry.answer
    },
  }
}
