import { wrapText } from '#scanner/model/telling/wrap-text.ts'

/** Breaks long sentences at blanks. Lines that a program reads (`#…`, `+…`, `Fixes:`) stay whole. */
export const wrapLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => (/^(?:[#+>]|Fixes: )/.test(line) ? line : wrapText(line)))
    .join('\n')
