/**
 * Parts in order on as few lines of `width` as they need, `gap` between two of a line. A part longer than a line is
 * broken at its spaces; a word longer than a line is left whole.
 */
export const packParts = (
  parts: readonly string[],
  { width, gap }: { readonly width: number; readonly gap: string },
): readonly string[] => parts.reduce<readonly string[]>((lines, part) => append(lines, part, { width, gap }), [])

const append = (
  lines: readonly string[],
  part: string,
  { width, gap }: { readonly width: number; readonly gap: string },
): readonly string[] => {
  const last = lines.at(-1)
  if (last !== undefined && last.length + gap.length + part.length <= width) {
    return [...lines.slice(0, -1), `${last}${gap}${part}`]
  }
  if (part.length <= width || !part.includes(' ')) return [...lines, part]
  return [...lines, ...packParts(part.split(' '), { width, gap: ' ' })]
}
