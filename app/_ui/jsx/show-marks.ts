import { printableText } from '#scanner/model/printable.ts'

/** Attributes that are read, and not sent or followed. */
const readAttributes = ['title', 'aria-label', 'alt', 'placeholder'] as const

/**
 * Properties of an element with every text that is read made safe to read: names, paths and code come from scanned trees, and what reorders a
 * line or hides in it is shown as a mark. Of components only the text between their tags and what links say: Next's link makes its element
 * elsewhere. Programs and styles get theirs as they are.
 */
export function showMarks(type: unknown, props: object): object {
  if (type === 'script' || type === 'style') return props
  const changed: Record<string, unknown> = {}
  const given: Readonly<Record<string, unknown>> = { ...props }
  const { children } = given
  if (typeof children === 'string') changed.children = printableText(children)
  else if (Array.isArray(children) && children.some((child) => typeof child === 'string'))
    changed.children = children.map((child: unknown) => (typeof child === 'string' ? printableText(child) : child))
  const isRead = typeof type === 'string' || 'href' in given
  for (const name of isRead ? readAttributes : []) {
    const text = given[name]
    if (typeof text === 'string') changed[name] = printableText(text)
  }
  return { ...props, ...changed }
}
