import Link from 'next/link'
import { Fragment, isValidElement, type ReactNode } from 'react'
import { escapeHtml, escapeTags, Html } from '#app/_web/html.ts'

type Properties = Readonly<Record<string, unknown>>
type Component = (properties: Properties) => ReactNode

/** What React calls otherwise than HTML does. The rest differs in case at most, which HTML does not mind and SVG has as React. */
const attributeNames: Readonly<Record<string, string>> = {
  className: 'class',
  htmlFor: 'for',
  defaultValue: 'value',
  defaultChecked: 'checked',
}
/** Children, what only React knows, and what means something to a link of Next alone. */
const noAttributes = new Set([
  'children',
  'dangerouslySetInnerHTML',
  'key',
  'ref',
  'prefetch',
  'suppressHydrationWarning',
])
const voidElements = new Set(['br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'wbr'])

/**
 * Elements as HTML, every value escaped: components of the server that wait for nothing and use no hook, and links. Rendered as usual,
 * each element of a page is sent twice (as HTML, and as data for scripts) and costs ten times as long; React's own renderer of texts cannot be
 * had in a component of the server. Throws a `TypeError` for what cannot be written: a component of the browser, one that waits.
 */
export function writeElements(node: ReactNode): Html {
  return new Html(write(node))
}

function write(node: ReactNode): string {
  if (node === null || node === undefined || typeof node === 'boolean') return ''
  if (typeof node === 'string' || typeof node === 'number' || typeof node === 'bigint') return escapeHtml(String(node))
  if (Array.isArray(node)) return node.map(write).join('')
  if (!isValidElement<Properties>(node))
    throw new TypeError('only elements and texts can be written, nothing to wait for')
  const { type, props } = node
  if (type === Fragment) return write(props.children as ReactNode)
  if (type === Link) return writeElement('a', props)
  if (typeof type === 'string') return writeElement(type, props)
  // a component of the browser is a reference to it, which throws when it is called
  if (typeof type === 'function') return write((type as Component)(props))
  throw new TypeError(`an element of ${String(type)} cannot be written`)
}

function writeElement(name: string, properties: Properties): string {
  const attributes = Object.entries(properties)
    .filter(([attribute]) => !noAttributes.has(attribute))
    .map(([attribute, value]) => writeAttribute(attributeNames[attribute] ?? attribute, value))
    .join('')
  if (voidElements.has(name)) return `<${name}${attributes}>`
  const raw = properties.dangerouslySetInnerHTML as { readonly __html: string } | undefined
  return `<${name}${attributes}>${raw === undefined ? write(properties.children as ReactNode) : raw.__html}</${name}>`
}

function writeAttribute(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  // of these `false` is said, too
  if (typeof value === 'boolean' && !/^(?:aria|data)-/.test(name)) return value ? ` ${name}` : ''
  if (typeof value === 'function' || typeof value === 'object') throw new TypeError(`${name} cannot be written`)
  // what is read of them was made safe to read with the element, the rest is sent back or followed
  return ` ${name}="${escapeTags(String(value))}"`
}
