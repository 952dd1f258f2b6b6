import { escapeHtml, Html } from '#app/_web/html.ts'

/** A name of C, which may break behind an underscore and nowhere else; as `CodeName`. */
export const codeName = (name: string): Html =>
  new Html(
    name
      .split(/(?<=[^_]_+)(?=[^_])/)
      .map(escapeHtml)
      .join('<wbr>'),
  )

/** A path with its line, which may break behind each slash and nowhere else; as `PathLine`. */
export const pathLine = (path: string, line?: number): Html =>
  new Html(`${escapeHtml(path).replaceAll('/', '/<wbr>')}${line === undefined ? '' : `:${line}`}`)
