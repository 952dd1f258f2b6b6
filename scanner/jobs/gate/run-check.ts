import { GitError } from '#scanner/git/git-error.ts'
import { type LineRanges, listAddedLines } from '#scanner/git/list-added-lines.ts'
import { GithubError } from '#scanner/github/github-error.ts'
import type { CheckDocument } from '#scanner/model/check-document.ts'
import type { ClaimedCheck } from '#scanner/store/claim-check.ts'
import { endCheck } from '#scanner/store/end-check.ts'
import { listDecidedTriage } from '#scanner/store/list-decided-triage.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { putOffCheck } from '#scanner/store/put-off-check.ts'
import { saveCheckReport } from '#scanner/store/save-check-report.ts'
import { touchCheck } from '#scanner/store/touch-check.ts'
import { describeTrouble, isPassing, ScanTrouble } from '../scan-trouble.ts'
import { type OpenCheckedOptions, openChecked } from './open-checked.ts'
import { type CheckCommandOptions, runCheckCommand } from './run-check-command.ts'
import { type TellGithubOptions, type ToldCheck, tellGithub } from './tell-github.ts'

export interface RunCheckOptions
  extends Omit<OpenCheckedOptions, 'githubUrl'>,
    Pick<CheckCommandOptions, 'root' | 'script'>,
    TellGithubOptions {}

const touchEveryMs = 10_000
const timeoutMs = 20 * 60_000
/** So often what may pass is waited for: with pauses that double, a quarter of an hour in all. */
const triesMax = 6
const firstPauseSeconds = 30

/** Why a check is not worth another minute of ours: it is another's, or we are told to stop. */
class CheckLostError extends Error {
  override readonly name = 'CheckLostError'
}

/**
 * Runs a claimed check to its end: fetches, checks, keeps the report, tells GitHub. May be ended anywhere: whoever takes it up goes on with
 * what is kept, and with the check run that there is. Rejects only for a database that is away, with the check still claimed.
 */
export async function runCheck(db: Store, check: ClaimedCheck, options: RunCheckOptions): Promise<void> {
  const lost = new AbortController()
  const signal = AbortSignal.any([options.signal, lost.signal])
  const timer = setInterval(() => {
    touchCheck(db, check).then(
      (isOurs) => isOurs || lost.abort(new CheckLostError('another worker runs it')),
      // the check itself meets it too
      () => {},
    )
  }, touchEveryMs)
  try {
    await run(db, check, { ...options, signal })
  } catch (error) {
    if (error instanceof CheckLostError || lost.signal.aborted) return
    if (options.signal.aborted) return void (await putOffCheck(db, check, { seconds: 0, error: null }))
    if (isPassing(error)) throw error
    await putOffOrEnd(db, check, error, options)
  } finally {
    clearInterval(timer)
  }
}

async function run(db: Store, check: ClaimedCheck, options: RunCheckOptions): Promise<void> {
  const begun = await attempt(check, () => tellGithub(check, options))
  const told = begun.kind === 'done' ? begun.value : null
  const made = check.report === null ? await make(db, check, options) : { kind: 'done' as const, value: check.report }
  const ended = await attempt(check, async () =>
    made.kind === 'done' ? told?.pass(made.value) : told?.giveUp(made.why),
  )
  const wantsReview = check.wantsReview && made.kind === 'done' && told !== null && check.pullRequest !== null
  const reviewed = wantsReview ? await attempt(check, () => review(check, made.value, told, options)) : ended
  const refused = [begun, ended, reviewed].find((one) => one.kind === 'refused')
  await endCheck(db, check, {
    state: made.kind === 'done' ? 'done' : 'failed',
    link: told?.url ?? null,
    error: made.kind === 'refused' ? made.why : (refused?.why ?? (told === null ? noCredentials : null)),
  })
}

const noCredentials =
  'GitHub was not told: the worker has neither GITHUB_TOKEN nor GITHUB_APP_ID with GITHUB_APP_PRIVATE_KEY.'

type Attempted<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'refused'; readonly why: string }

/** What GitHub refuses for good is said on the page of the check, which is made all the same. */
async function attempt<T>({ tries }: ClaimedCheck, act: () => Promise<T>): Promise<Attempted<T>> {
  try {
    return { kind: 'done', value: await act() }
  } catch (error) {
    if (!(error instanceof GithubError) || (error.isPassing && tries < triesMax)) throw error
    return { kind: 'refused', why: error.message }
  }
}

async function review(
  check: ClaimedCheck,
  report: CheckDocument,
  told: ToldCheck,
  { home, signal, environment }: RunCheckOptions,
): Promise<void> {
  const { scratch } = await openChecked(check, { home, signal, githubUrl: environment.url })
  try {
    const { base, head, findings } = report
    const lines = new Map<string, LineRanges>()
    for (const path of new Set(findings.map(({ site }) => site.path)))
      lines.set(path, await listAddedLines(scratch.directory, base.commit, head.commit, path))
    await told.review(report, ({ site: { path, line } }) =>
      (lines.get(path) ?? []).some(([first, last]) => line >= first && line <= last),
    )
  } finally {
    await scratch.close()
  }
}

/** Makes the report and keeps it, or says why it cannot be made. */
async function make(db: Store, check: ClaimedCheck, options: RunCheckOptions): Promise<Attempted<CheckDocument>> {
  const { home, signal, root, script, environment } = options
  try {
    const opened = await openChecked(check, { home, signal, githubUrl: environment.url })
    try {
      const triage = await listDecidedTriage(db, check.treeId)
      const report = await runCheckCommand(opened, { root, script, home, signal, triage, timeoutMs })
      if (!(await saveCheckReport(db, check, report))) throw new CheckLostError('another worker runs it')
      return { kind: 'done', value: report }
    } finally {
      await opened.scratch.close()
    }
  } catch (error) {
    if (!isHopeless(error, check)) throw error
    return { kind: 'refused', why: describeTrouble(error) }
  }
}

/** A server that does not answer may do so later; what the command refuses it refuses again. */
function isHopeless(error: unknown, { tries }: ClaimedCheck): boolean {
  if (error instanceof ScanTrouble) return true
  return error instanceof GitError && (tries >= triesMax || !mayPass.has(error.code))
}

const mayPass: ReadonlySet<GitError['code']> = new Set(['unreachable', 'interrupted', 'silent', 'git-failed'])

async function putOffOrEnd(db: Store, check: ClaimedCheck, error: unknown, { warn }: RunCheckOptions): Promise<void> {
  const message = error instanceof GithubError ? error.message : describeTrouble(error)
  const passes = error instanceof GithubError ? error.isPassing : error instanceof GitError
  if (passes && check.tries < triesMax) {
    const seconds = firstPauseSeconds * 2 ** (check.tries - 1)
    warn(`Check ${check.id} of ${check.slug} is put off by ${seconds} s: ${message}`)
    await putOffCheck(db, check, { seconds, error: message })
    return
  }
  warn(`Check ${check.id} of ${check.slug}: ${message}`)
  await endCheck(db, check, { state: 'failed', link: null, error: message })
}
