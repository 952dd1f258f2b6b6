import { setTimeout as delay } from 'node:timers/promises'
import type { Annotation } from './compose-annotations.ts'
import { explainFailure } from './explain-failure.ts'
import type { GithubRepository } from './github-settings.ts'
import { isLost, type OpenedCheckRun, writingCheckRun } from './open-check-run.ts'
import type { Github } from './open-github.ts'

/** GitHub takes so many in one request. */
const piece = 50
const triesMax = 3
const betweenTriesMs = 1000

export interface CheckRunResult {
  readonly conclusion: 'success' | 'failure' | 'neutral'
  readonly title: string
  /** Markdown. */
  readonly summary: string
  readonly annotations: readonly Annotation[]
}

/**
 * Ends a check run, with all its annotations, in pieces. It is in progress until the last piece is there, so that one that was cut off never
 * looks finished; what GitHub has of them already is not sent again. Rejects with `GithubError`.
 */
export async function completeCheckRun(
  github: Github,
  repository: GithubRepository,
  { id, annotations: there }: OpenedCheckRun,
  { conclusion, title, summary, annotations }: CheckRunResult,
): Promise<void> {
  const run = { ...repository, check_run_id: id }
  const output = { title, summary }
  try {
    // annotations of an update are added to those that are there: at last one update that ends it
    for (let from = there, tries = 1; from < annotations.length; ) {
      try {
        await github.rest.checks.update({
          ...run,
          output: { ...output, annotations: annotations.slice(from, from + piece) },
          // never repeated unseen
          request: { retries: 0 },
        })
        from += piece
      } catch (cause) {
        if (!isLost(cause) || tries === triesMax) throw cause
        tries += 1
        await delay(betweenTriesMs)
        from = (await github.rest.checks.get(run)).data.output.annotations_count
      }
    }
    await github.rest.checks.update({ ...run, status: 'completed', conclusion, output })
  } catch (cause) {
    throw explainFailure(cause, writingCheckRun)
  }
}
