import { printableText } from '#scanner/model/printable.ts'

/** Attributes that are read, and not sent or followed. */
const readAttributes = ['title', 'aria-label', 'alt', 'placeholder'] as const

/**
 * Properties of an element of HTML with every text that is read made safe to read: names, paths and code come from scanned trees, and what
 * reorders a line or hides in it is shown as a mark. Components, programs and styles get theirs as they are.
 */
export function showMarks(type: unknown, props: object): object {
  if (typeof type !== 'string' || type === 'script' || type === 'style') return props
  const changed: Record<string, unknown> = {}
  const given: Readonly<Record<string, unknown>> = { ...props }
  const { children } = given
  if (typeof children === 'string') changed.children = printableText(children)
  else if (Array.isArray(children) && children.some((child) => typeof child === 'string'))
    changed.children = children.map((child: unknown) => (typeof child === 'string' ? printableText(child) : child))
  for (const name of readAttributes) {
    const text = given[name]
    if (typeof text === 'string') changed[name] = printableText(text)
  }
  return { ...props, ...changed }
}
