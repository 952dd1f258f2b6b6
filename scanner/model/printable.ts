/** C0, DEL, C1, bidirectional marks and what has no width: what can move a cursor, change colours, reorder a line or hide in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/**
 * Text that is safe to print on one line of a terminal. Paths, code and names come from the scanned tree, and a tree
 * may hold a file name with an escape sequence or a line break in it: these are shown as `\u001b`.
 */
export const printable = (text: string): string => text.replace(unprintable, escapeOf)

/** The same for text of several lines: breaks and tabs stay. */
export const printableText = (text: string): string =>
  text.replace(unprintable, (character) => (/[\t\n\r]/.test(character) ? character : escapeOf(character)))

/**
 * JSON as it is written, with the same characters as the escapes that JSON has for them: what a program reads stays the same. Line breaks are
 * those between objects.
 */
export const printableJson = (json: string): string =>
  json.replace(unprintable, (character) => (character === '\n' ? character : escapeOf(character)))

const escapeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
