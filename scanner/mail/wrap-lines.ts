/** As wide as a kernel list wants text. */
const columnsMax = 72

/** Breaks long sentences at blanks. Lines that a program reads (`#…`, `+…`, `Fixes:`) stay whole. */
export const wrapLines = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => (/^(?:[#+>]|Fixes: )/.test(line) ? [line] : wrap(line)))
    .join('\n')

function wrap(line: string): readonly string[] {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > columnsMax) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current]
}
