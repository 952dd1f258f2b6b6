/** Names that were joined, directly or over others, have one representative. */
export function createClasses(): {
  readonly find: (name: string) => string
  readonly join: (a: string, b: string) => void
} {
  const parents = new Map<string, string>()
  const find = (name: string): string => {
    let root = name
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
    // shorten the way for the next one
    for (let at = name; at !== root; ) {
      const parent = parents.get(at) ?? root
      parents.set(at, root)
      at = parent
    }
    return root
  }
  return {
    find,
    join: (a, b) => {
      const one = find(a)
      const other = find(b)
      if (one !== other) parents.set(one, other)
    },
  }
}
