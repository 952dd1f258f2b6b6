/** C0, DEL, C1 and the bidirectional overrides: what can move a cursor, change colours or reorder a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/**
 * Text that is safe to print on one line of a terminal. Paths, code and names come from the scanned tree, and a tree
 * may hold a file name with an escape sequence or a line break in it: these are shown as `\u001b`.
 */
export const printable = (text: string): string =>
  text.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
