import { printableText } from '#scanner/model/printable.ts'

/** More than any line that people write; generated tables have megabytes on one. */
const lineLengthMax = 400

export interface TextLine {
  readonly text: string
  /** Characters that were cut off. */
  readonly hidden: number
}

/** A file's lines as a page can show them: whatever bytes it has, and however long its lines are. */
export function decodeLines(content: Buffer): readonly TextLine[] {
  return decode(content)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => {
      const text = showControls(line.slice(0, lineLengthMax))
      return { text, hidden: Math.max(0, line.length - lineLengthMax) }
    })
}

/** UTF-8, else Latin-1: what old files of the kernel are in. */
function decode(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('latin1').decode(content)
  }
}

/** Control characters as their pictures, and what turns the direction of text around as its number: nobody sees these otherwise. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
const showControls = (text: string): string => printableText(text.replace(/[\u0000-\u0008\u000a-\u001f]/g, toPicture))

const toPicture = (character: string): string => String.fromCharCode(0x2400 + character.charCodeAt(0))
