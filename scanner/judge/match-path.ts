/** Whether a path fits a pattern: equal, or with `*` for any part of one segment; `**` alone fits every path. */
export function matchesPath(pattern: string, path: string): boolean {
  if (pattern === path || pattern === '**') return true
  if (!pattern.includes('*')) return false
  return compile(pattern).test(path)
}

const compiled = new Map<string, RegExp>()

function compile(pattern: string): RegExp {
  const known = compiled.get(pattern)
  if (known !== undefined) return known
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')
  const expression = new RegExp(`^${source}$`)
  compiled.set(pattern, expression)
  return expression
}
