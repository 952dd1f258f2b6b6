export type Prefilter = (text: string, from: number) => number

/**
 * A search for the next of many names, as a position inside the name or -1. Whole identifiers are not asked for:
 * reading decides that, and asking at each position costs more than the few false hits.
 *
 * One expression over Latin-1 text that looks for an underscore and the last word of a name, and only then back for
 * the rest: the engine tests a fixed first character far faster than many different beginnings (measured on 450 MB of
 * 6.12: 0.36 s against 1.0 s for a plain alternation, and 2.0 s for one `indexOf` for each of twelve shared parts).
 * Names that contain another one are left out: the shorter one finds them too.
 */
export function compilePrefilter(names: readonly string[]): Prefilter {
  const shortest = [...new Set(names)].filter((name) => !names.some((other) => other !== name && name.includes(other)))
  const byLastWord = new Map<string, string[]>()
  for (const name of shortest) {
    const at = name.lastIndexOf('_')
    if (at < 0) throw new RangeError(`${name}: a name to search for needs an underscore`)
    const lastWord = name.slice(at + 1)
    byLastWord.set(lastWord, [...(byLastWord.get(lastWord) ?? []), name])
  }
  const alternatives = [...byLastWord].map(([lastWord, whole]) => `${lastWord}(?<=${whole.join('|')})`)
  const pattern = new RegExp(`_(?:${alternatives.join('|')})`, 'g')
  return (text, from) => {
    pattern.lastIndex = from
    const found = pattern.exec(text)
    return found === null ? -1 : found.index
  }
}
