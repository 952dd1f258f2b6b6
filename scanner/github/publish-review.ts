import type { CheckDocument, DocumentFinding } from '#scanner/model/check-document.ts'
import { explainFailure } from './explain-failure.ts'
import type { GithubRepository } from './github-settings.ts'
import { isLost } from './open-check-run.ts'
import type { Github } from './open-github.ts'

export interface WantedReview {
  readonly pull: number
  readonly checked: CheckDocument
  /** By it the review is found again. */
  readonly mark: string
  /** Whether the pull request changes this line: GitHub takes comments on no other. */
  readonly isChanged: (finding: DocumentFinding) => boolean
  /** Page with more, or `null`. */
  readonly detailsUrl: string | null
}

const triesMax = 3

/**
 * Reviews a pull request with a comment on each line that it changes and that has an error or a warning; the others are listed. There is one
 * review for a mark, however often it is asked for, and none where nothing is wrong. It neither approves nor blocks. Rejects with `GithubError`.
 */
export async function publishReview(github: Github, repository: GithubRepository, wanted: WantedReview): Promise<void> {
  const wrong = wanted.checked.findings.filter(({ severity }) => severity !== 'note')
  if (wrong.length === 0) return
  const mark = `<!-- ${wanted.mark} -->`
  const pull = { ...repository, pull_number: wanted.pull }
  const here = wrong.filter(wanted.isChanged)
  try {
    for (let tries = 1; !(await isThere(github, pull, mark)); tries++) {
      try {
        await github.rest.pulls.createReview({
          ...pull,
          commit_id: wanted.checked.head.commit,
          event: 'COMMENT',
          body: bodyOf(wrong, here, { mark, detailsUrl: wanted.detailsUrl }),
          comments: here.map(({ site, message }) => ({
            path: site.path,
            line: site.line,
            side: 'RIGHT',
            body: plain(message),
          })),
          // never repeated unseen
          request: { retries: 0 },
        })
        return
      } catch (cause) {
        if (!isLost(cause) || tries === triesMax) throw cause
      }
    }
  } catch (cause) {
    throw explainFailure(cause, { what: 'the review was not written', permission: 'Pull requests: write' })
  }
}

async function isThere(
  github: Github,
  pull: GithubRepository & { readonly pull_number: number },
  mark: string,
): Promise<boolean> {
  const reviews = await github.paginate(github.rest.pulls.listReviews, { ...pull, per_page: 100 })
  return reviews.some(({ body }) => body.includes(mark))
}

function bodyOf(
  wrong: readonly DocumentFinding[],
  here: readonly DocumentFinding[],
  { mark, detailsUrl }: { readonly mark: string; readonly detailsUrl: string | null },
): string {
  const elsewhere = wrong.filter((finding) => !here.includes(finding))
  return [
    mark,
    `pinwatch: ${wrong.length} ${wrong.length === 1 ? 'finding' : 'findings'}.`,
    ...(elsewhere.length === 0 ? [] : ['', 'On lines that this does not change:']),
    ...elsewhere.map(({ site, message }) => `- \`${plain(`${site.path}:${site.line}`)}\` ${plain(message)}`),
    ...(detailsUrl === null ? [] : ['', detailsUrl]),
  ]
    .join('\n')
    .slice(0, bodyMax)
}

/** GitHub takes 65,536 characters. */
const bodyMax = 60_000

/** Names come from the scanned tree, and must become neither Markdown nor mentions. */
const plain = (text: string): string => text.replace(/[`<>@\p{Cc}]/gu, '?')
