import { createHash } from 'node:crypto'
import { headers } from 'next/headers'
import type { Html } from '#app/_web/html.ts'
import { shortenHtml } from '#app/_web/shorten-html.ts'
import { keepHtml } from './kept-html.ts'
import { RawPart } from './raw-part.tsx'

interface RawProps {
  /** Of the element, one on its page. */
  readonly id: string
  readonly html: Html
  readonly className?: string
}

const shortened = new WeakMap<Html, string>()

/** What is kept for many answers is shortened for the first. */
function shorten(html: Html): string {
  const text = shortened.get(html) ?? shortenHtml(html.text)
  shortened.set(html, text)
  return text
}

/** A long part of a page that is written as text. It is sent once: as HTML with a page, as data where scripts fetch the next one. */
export async function Raw({ id, html, className = '' }: RawProps) {
  const text = shorten(html)
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 16)
  if (!(await isDocument())) return <RawPart id={id} name={name} className={className} text={text} />
  keepHtml(name, text)
  return <RawPart id={id} name={name} className={className} />
}

/** Whether a browser asks for a page and not for the data of one. Over plain HTTP it says less of that, so its name must do. */
async function isDocument(): Promise<boolean> {
  const asked = await headers()
  const destination = asked.get('sec-fetch-dest')
  if (destination !== null) return destination !== 'empty'
  const isBrowser = asked.get('user-agent')?.startsWith('Mozilla/') ?? false
  return !isBrowser || (asked.get('accept')?.includes('text/html') ?? false)
}
