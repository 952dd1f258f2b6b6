/** Exactly `width` columns: padded with spaces, or cut with an ellipsis. */
export const fitText = (text: string, width: number): string => cut(text, width).padEnd(width)

/** At most `width` columns, which is at least one: cut with an ellipsis where it is longer. */
export const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`
