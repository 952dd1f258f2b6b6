import { micromark } from 'micromark'
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal'

/**
 * Markdown as HTML that is safe to show: tags are shown as they are written, only http(s) and mail addresses become links, and there are no
 * pictures, which would tell another site who reads.
 */
export function renderMarkdown(text: string): string {
  return micromark(text, {
    extensions: [gfmAutolinkLiteral(), { disable: { null: ['labelStartImage'] } }],
    htmlExtensions: [gfmAutolinkLiteralHtml()],
  }).replaceAll('<a href="', '<a rel="nofollow noreferrer" href="')
}
