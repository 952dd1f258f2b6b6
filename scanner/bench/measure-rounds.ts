import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { everyName, runCatFile, runGitGrep, stems } from './run-git.ts'
import { runLinking } from './run-linking.ts'
import { requireSameRows, runSites } from './run-sites.ts'
import type { Sample, TimedSample } from './run-timed.ts'
import type { Workspace } from './workspace.ts'

/** What is measured in every round, one after the other, so that neighbours see the same load. Milliseconds, but `peak`. */
export interface Round {
  /** For every name of the catalogue, and for what a person would type. */
  readonly grep: TimedSample
  readonly stems: TimedSample
  readonly cold: TimedSample
  /** Bytes. */
  readonly peak: Sample
  readonly floor: TimedSample
  readonly repeat: TimedSample
  readonly linking: Sample
  /** `null` without an earlier revision. */
  readonly next: TimedSample | null
}

export interface Subject {
  /** Commit id of the revision. */
  readonly commit: string
  /** Commit id of the revision before it. */
  readonly before: string | null
  /** Files of blob ids for reading alone. */
  readonly idLists: readonly string[]
  readonly rounds: number
}

/** What the untimed run before the rounds leaves behind. */
export interface WarmUp {
  /** Files of the revision that name an API, as git grep prints them: `<commit>:<path>`. */
  readonly named: string
  /** Cache that knows the revision, and one that knows the revision before it alone. */
  readonly home: string
  readonly homeBefore: string | null
}

/** Runs everything once, untimed: packs into the page cache, the product's bundle made, caches of facts filled. */
export async function warmUp(workspace: Workspace, { commit, before }: Subject): Promise<WarmUp> {
  const { scratch } = workspace
  const named = join(scratch, 'named')
  const home = join(scratch, 'home')
  const homeBefore = before === null ? null : join(scratch, 'home-before')
  await runGitGrep(workspace, commit, everyName, named)
  await runSites(workspace, commit, { home, stdout: join(scratch, 'first') })
  if (before !== null) await runSites(workspace, before, { home: homeBefore, stdout: join(scratch, 'first-before') })
  return { named, home, homeBefore }
}

export async function measureRounds(
  workspace: Workspace,
  subject: Subject,
  warm: WarmUp,
  onRound: (round: number) => void,
): Promise<readonly Round[]> {
  const rounds: Round[] = []
  for (let number = 1; number <= subject.rounds; number++) {
    onRound(number)
    rounds.push(await measureRound(workspace, subject, warm))
  }
  return rounds
}

async function measureRound(workspace: Workspace, { commit, idLists }: Subject, warm: WarmUp): Promise<Round> {
  const output = (name: string) => join(workspace.scratch, name)
  const grep = await runGitGrep(workspace, commit, everyName, output('grep'))
  const fewer = await runGitGrep(workspace, commit, stems, output('stems'))
  const { time: cold, peak } = await runSites(workspace, commit, { home: null, stdout: output('cold') })
  const floor = await runCatFile(workspace, idLists)
  const { time: repeat } = await runSites(workspace, commit, { home: warm.home, stdout: output('repeat') })
  await requireSameRows(output('cold'), output('repeat'), 'the repeated run')
  const linking = await runLinking(workspace, commit, warm.home)
  const next = warm.homeBefore === null ? null : await measureNext(workspace, commit, warm.homeBefore)
  return { grep, stems: fewer, cold, peak, floor, repeat, linking, next }
}

/** The scan adds what it learns to its cache, so each round takes a fresh copy. */
async function measureNext(workspace: Workspace, commit: string, homeBefore: string): Promise<TimedSample> {
  const home = join(workspace.scratch, 'home-next')
  const stdout = join(workspace.scratch, 'next')
  await cp(homeBefore, home, { recursive: true })
  const { time } = await runSites(workspace, commit, { home, stdout })
  await rm(home, { recursive: true })
  await requireSameRows(join(workspace.scratch, 'cold'), stdout, 'the next release')
  return time
}
