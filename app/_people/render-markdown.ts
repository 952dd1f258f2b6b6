import { micromark } from 'micromark'
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal'

/** Where a commit is shown; `null`: nowhere that is known. */
type CommitHref = (commit: string) => string | null

/**
 * Markdown as HTML that is safe to show: tags are shown as they are written, only http(s) and mail addresses become links, and commits where
 * `commitHref` knows a page of them; there are no pictures, which would tell another site who reads.
 */
export function renderMarkdown(text: string, commitHref: CommitHref = () => null): string {
  const html = micromark(text, {
    extensions: [gfmAutolinkLiteral(), { disable: { null: ['labelStartImage'] } }],
    htmlExtensions: [gfmAutolinkLiteralHtml()],
  })
  return linkCommits(html, commitHref).replaceAll('<a href="', '<a rel="nofollow noreferrer" href="')
}

/** Twelve digits or more, as commits are quoted in mails, outside of links and code; numbers have no letter among them. */
const commitPattern = /\b(?=\d*[a-f])[\da-f]{12,64}\b/g

function linkCommits(html: string, commitHref: CommitHref): string {
  let within = 0
  // of micromark's output each `<` begins a tag, and none has a `>` within
  return html
    .split(/(<[^>]*>)/)
    .map((part) => {
      if (/^<(?:a|code)\b/.test(part)) within++
      else if (/^<\/(?:a|code)>/.test(part)) within--
      if (part.startsWith('<') || within > 0) return part
      return part.replaceAll(commitPattern, (commit) => {
        const href = commitHref(commit)
        return href === null
          ? commit
          : `<a href="${href.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">${commit}</a>`
      })
    })
    .join('')
}
