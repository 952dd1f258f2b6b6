import type { IndexEntries } from '#scanner/git/index-entry.ts'
import { listTagsByDate } from '#scanner/git/list-tags-by-date.ts'
import { type Commit, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import { baseOf } from '#scanner/mail/base-of.ts'
import { MailError } from '#scanner/mail/mail-error.ts'
import type { Posting } from '#scanner/mail/series.ts'
import { type Applied, applySeries, namedFiles } from './apply-series.ts'
import { explainRefused } from './explain-refused.ts'
import type { MailedPatch } from './extract-series.ts'

/** A base, and what the series does to the files it names there. */
export interface ChosenBase {
  readonly commit: Commit
  readonly states: readonly IndexEntries[]
  /** How it was chosen, and what speaks against it; whole sentences. */
  readonly notices: readonly string[]
}

interface Choosing {
  readonly repository: Repository
  /** Folder of the scratch repository that patches are applied in. */
  readonly scratch: string
  readonly posting: Posting
  readonly patches: readonly MailedPatch[]
  /** As the user said it; `null` where nothing was said. */
  readonly wanted: string | null
}

/**
 * What a series is applied to: the revision that was asked for, else the commit that its mails name, else the newest tag reachable from
 * HEAD to which all of it applies. Rejects with `MailError`, which names mail, file and hunk that do not apply, or with `GitError`.
 */
export async function chooseBase(choosing: Choosing): Promise<ChosenBase> {
  const { repository, posting, wanted } = choosing
  if (wanted !== null) return applyTo(choosing, await resolveCommit(repository, wanted), [])
  const said = baseOf(posting)
  const others = said.needsOthers ? ['The series says that other patches come before it; they are not in it.'] : []
  if (said.commit === null) return newestTag(choosing, others)
  if ((await repository.objects.read(`${said.commit}^{commit}`)) !== null) {
    const commit = await resolveCommit(repository, said.commit)
    return applyTo(choosing, commit, [`The base is ${said.commit.slice(0, 12)}, as the mails say.`, ...others])
  }
  const absent = `The mails name the base ${said.commit.slice(0, 12)}, which is not in this repository (git fetch may bring it).`
  return newestTag(choosing, [absent, ...others])
}

async function applyTo(choosing: Choosing, commit: Commit, notices: readonly string[]): Promise<ChosenBase> {
  const applied = await tryAt(choosing, commit)
  if (applied.state === 'applied') return { commit, states: applied.states, notices }
  throw new MailError(await explainRefused(choosing.scratch, applied, commit.name))
}

async function newestTag(choosing: Choosing, notices: readonly string[]): Promise<ChosenBase> {
  const { repository } = choosing
  const tags = await listTagsByDate(repository.directory)
  const known = new Map<string, Applied>()
  let first: { readonly tag: string; readonly applied: Extract<Applied, { state: 'refused' }> } | null = null
  for (const tag of tags) {
    const commit = await resolveCommit(repository, `refs/tags/${tag}`)
    const applied = await tryAt(choosing, commit, known)
    if (applied.state === 'applied') {
      const notice = `The base is ${tag}, the newest tag below HEAD to which all patches apply. Another one is named with --base.`
      return { commit: { ...commit, name: tag }, states: applied.states, notices: [notice, ...notices] }
    }
    first ??= { tag, applied }
  }
  const said = notices.map((notice) => ` ${notice}`).join('')
  if (first === null)
    throw new MailError(`No tag is reachable from HEAD. Say what the series is based on with --base.${said}`)
  const why = await explainRefused(choosing.scratch, first.applied, first.tag)
  const count = tags.length === 1 ? 'the only tag below HEAD' : `any of the ${tags.length} tags below HEAD`
  throw new MailError(
    `The series does not apply to ${count}. Say what it is based on with --base.${said} Of the newest:\n${why}`,
  )
}

async function tryAt(
  { repository, scratch, patches }: Choosing,
  { tree }: Commit,
  known: Map<string, Applied> = new Map(),
): Promise<Applied> {
  const named = await namedFiles(repository.objects, tree, patches)
  // most releases do not touch most files
  const signature = JSON.stringify([...named])
  const applied = known.get(signature) ?? (await applySeries(scratch, named, patches))
  known.set(signature, applied)
  return applied
}
