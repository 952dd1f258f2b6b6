import { printableText } from '#scanner/model/printable.ts'

/** Text that is safe to be put into a page as it is. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = Html | string | number | boolean | null | undefined | readonly Html[]

/**
 * HTML as text, every value in it escaped unless it is HTML already, and marks that nobody would see shown; `null`, `undefined` and booleans are nothing, so that
 * `${condition && html`…`}` can be written. For the long parts of a page: as elements each of them is sent twice, once as HTML and once as
 * the data that scripts would need, and rendering them costs most of an answer.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(
    // what a form sends back goes back as it came
    parts.reduce((text, part, index) => text + write(values[index - 1], text.endsWith('value="')) + part),
  )
}

export const noHtml = new Html('')

export const joinHtml = (pieces: readonly Html[], between = ''): Html =>
  new Html(pieces.map(({ text }) => text).join(between))

function write(value: Value, isSentBack: boolean): string {
  if (value === null || value === undefined || typeof value === 'boolean') return ''
  if (value instanceof Html) return value.text
  return typeof value === 'object' ? joinHtml(value).text : (isSentBack ? escapeTags : escapeHtml)(String(value))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Safe between tags and in a quoted attribute, with what can reorder a line or hide in it shown as a mark. */
export const escapeHtml = (text: string): string => escapeTags(printableText(text))

/** Safe in the same places, every character as it is: for what is sent back or followed. */
export const escapeTags = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
