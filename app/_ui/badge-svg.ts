import { escapeXml } from '#app/_web/escape-xml.ts'

export interface Badge {
  readonly label: string
  readonly value: string
  /** How good that is. */
  readonly tone: 'done' | 'far' | 'begun' | 'bad' | 'none'
}

/** White text on each has a contrast of 4.5 or more. */
const colours: Readonly<Record<Badge['tone'], string>> = {
  done: '#1a7f37',
  far: '#3f7a1f',
  begun: '#8a5a00',
  bad: '#b42318',
  none: '#5b6470',
}

const height = 20
const padding = 7

/** A sign for a README: what it is about, and how far that is. */
export function badgeSvg({ label, value, tone }: Badge): string {
  const left = Math.round(widthOf(label)) + 2 * padding
  const right = Math.round(widthOf(value)) + 2 * padding
  const title = escapeXml(`${label}: ${value}`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${height}" role="img" aria-label="${title}"><title>${title}</title><clipPath id="r"><rect width="${left + right}" height="${height}" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="${left}" height="${height}" fill="#454c56"/><rect x="${left}" width="${right}" height="${height}" fill="${colours[tone]}"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"><text x="${padding}" y="14" textLength="${left - 2 * padding}">${escapeXml(label)}</text><text x="${left + padding}" y="14" textLength="${right - 2 * padding}">${escapeXml(value)}</text></g></svg>`
}

/** About as wide as Verdana writes it, in pixels; the text is fitted to it. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += /[il.,:'|!\s]/.test(character) ? 4 : /[A-Zmw%@—–]/.test(character) ? 9 : 6.8
  return width
}
