type Attributes = Readonly<Record<string, string | number | undefined>>

/**
 * An element of an SVG as text, everything in it escaped; `children` are elements that this made, or `svgText`. Charts are put into a page as
 * one text each: elements of a long page travel in pieces, and where a piece ends inside an SVG React hides it by an inline style, which
 * the policy forbids. A client component would avoid that too, but cost every visitor its script.
 */
export function svgElement(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => ` ${attribute}="${svgText(typeof value === 'number' ? round(value) : String(value))}"`)
  return `<${name}${written.join('')}>${children.join('')}</${name}>`
}

/** Text that is safe between tags and in an attribute. */
export function svgText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** As a share of the width of the picture. */
export const percent = (value: number): string => `${round(value)}%`

/** Finer than can be seen is only longer. */
const round = (value: number): string => String(Math.round(value * 100) / 100)
