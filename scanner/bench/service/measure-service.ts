import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sample } from '../run-timed.ts'
import type { Workspace } from '../workspace.ts'
import { runStart } from './run-start.ts'
import { findPages, type PageTime, timePages } from './time-pages.ts'
import { timePublish } from './time-publish.ts'
import { weighScripts } from './weigh-scripts.ts'

export interface ServiceReport {
  /** Without a build of the pages and without a home. */
  readonly firstAnswers: Sample
  readonly firstPublished: Sample
  /** With both. */
  readonly laterAnswers: Sample
  /** One for each revision, in order. */
  readonly publish: readonly Sample[]
  readonly pages: readonly PageTime[]
  /** Compressed scripts of the overview. */
  readonly scriptBytes: number
}

const requestsEach = 100

/** Everything that a user of `pinwatch start` waits for. */
export async function measureService(
  workspace: Workspace,
  commits: readonly string[],
  say: (step: string) => void,
): Promise<ServiceReport> {
  const { root, repo, scratch } = workspace
  const newest = commits.at(-1) ?? 'HEAD'
  say('publishing')
  const publish = await timePublish(workspace, commits)
  say('the first start: builds the pages, some seconds')
  const home = join(scratch, 'service')
  if (existsSync(join(root, '.next'))) await rm(join(root, '.next'), { recursive: true })
  const inputs = ['--repo', repo, '--rev', newest]
  const slug = slugOf(repo)
  const first = await runStart(workspace, { home, inputs, overview: `/${slug}` })
  await first.stop()
  say('a later start, and its pages')
  const later = await runStart(workspace, { home, inputs: [], overview: `/${slug}` })
  try {
    const pages = await timePages(later, await findPages(later.url, slug), requestsEach)
    const scriptBytes = await weighScripts(later.url, `/${slug}`)
    return {
      firstAnswers: first.answers,
      firstPublished: first.published,
      laterAnswers: later.answers,
      publish,
      pages,
      scriptBytes,
    }
  } finally {
    await later.stop()
  }
}

/** As the store names a tree by its folder. */
function slugOf(repo: string): string {
  const parts = repo.split('/').filter((part) => part !== '' && part !== '.git')
  const name = (parts.at(-1) ?? 'tree').replace(/\.git$/, '')
  return name
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '')
}
