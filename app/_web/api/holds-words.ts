/** Whether each word of what somebody typed stands in one of some texts, in any case. */
export function holdsWords(typed: string | undefined, texts: readonly string[]): boolean {
  const all = texts.join('\n').toLowerCase()
  return (typed ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
