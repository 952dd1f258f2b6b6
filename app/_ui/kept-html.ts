/**
 * Where the long parts of a page wait between its two renderings on the server: the first hands over their names alone, so that the data
 * for scripts does not repeat them. Next loads modules once for each of the two, so it stands at the process.
 */
const shared = globalThis as { pinwatchKeptHtml?: Map<string, string> }

/** Pages that may be between their two renderings at a time, more than a process can have at work; what is older is dropped. */
const keptMax = 400

export function keepHtml(name: string, text: string): void {
  shared.pinwatchKeptHtml ??= new Map()
  const kept = shared.pinwatchKeptHtml
  kept.delete(name)
  kept.set(name, text)
  const [oldest] = kept.keys()
  if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest)
}

/** Empty if nothing was kept by this name. */
export const takeHtml = (name: string): string => shared.pinwatchKeptHtml?.get(name) ?? ''
