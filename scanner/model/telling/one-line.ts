/**
 * One line of visible characters. Names of functions, subjects of commits and authors may hold anything; in a mail a line break would end a
 * header, and whatever follows would be one of its own.
 */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
