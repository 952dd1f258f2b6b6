/** Whether a condition, as text, names one of these values whole: `box->pages` in `!box->pages`, `got` in `got > 0`. Values are keys, `box.pages`. */
export function asksFor(condition: string, values: readonly (string | null)[]): boolean {
  const asked = condition.replaceAll('->', '.')
  return values.some((name) => name !== null && namedIn(name, asked))
}

function namedIn(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWhole = !/[\w.]/.test(text[at - 1] ?? ' ') && !/\w/.test(text[at + name.length] ?? ' ')
    if (isWhole) return true
  }
  return false
}
