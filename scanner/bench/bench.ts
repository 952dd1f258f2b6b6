import { writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { CacheError } from '#scanner/cache/cache-error.ts'
import { GitError } from '#scanner/git/git-error.ts'
import { openRepository, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import { runGit } from '#scanner/git/spawn-git.ts'
import { drawBackfill } from './backfill/draw-backfill.ts'
import { formatBackfill } from './backfill/format-backfill.ts'
import { measureBackfill } from './backfill/measure-backfill.ts'
import { BenchError } from './bench-error.ts'
import { formatHistory } from './history/format-history.ts'
import { measureHistory } from './history/measure-history.ts'
import { listScope } from './list-scope.ts'
import { measureRounds, warmUp } from './measure-rounds.ts'
import { measureSpatch } from './measure-spatch.ts'
import { formatPagesReport } from './pages/format-pages.ts'
import { measurePages } from './pages/measure-pages.ts'
import { type BenchOptions, parseOptions, type ScanBenchOptions, usage } from './parse-options.ts'
import { composeJson, formatReport, type Report } from './report.ts'
import { findSpatch } from './run-spatch.ts'
import { measureService } from './service/measure-service.ts'
import { type Workspace, withWorkspace } from './workspace.ts'

export interface Start {
  /** Folder of the project. */
  readonly root: string
  /** Folder of the bench's bundles. */
  readonly code: string
  readonly inputs: readonly string[]
}

/** Measures, prints the report and resolves to the exit code: 0 measured, 2 wrong usage or something does not work. */
export async function main({ root, code, inputs }: Start): Promise<number> {
  try {
    const options = parseOptions(inputs)
    if (options === null) {
      process.stdout.write(usage)
      return 0
    }
    const { text, json } = await run(options, { root, code })
    process.stdout.write(text)
    if (options.json !== null) await writeText(options.json, json)
    return 0
  } catch (error) {
    const expected = error instanceof BenchError || error instanceof GitError || error instanceof CacheError
    process.stderr.write(`bench: ${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
    return 2
  }
}

/** The report for people and for machines. */
async function run(
  options: BenchOptions,
  folders: Pick<Start, 'root' | 'code'>,
): Promise<{ text: string; json: string }> {
  switch (options.kind) {
    case 'scan': {
      const report = await measure(options, folders)
      return { text: formatReport(report), json: composeJson(report) }
    }
    case 'backfill': {
      const { tags, plot } = options
      const report = await withWorkspace({ ...folders, repo: options.repo }, (workspace) =>
        measureBackfill(workspace, tags, say),
      )
      if (plot !== null) await writeText(plot, drawBackfill(report))
      return { text: formatBackfill(report), json: `${JSON.stringify(report, null, 2)}\n` }
    }
    case 'pages': {
      const report = await withWorkspace({ ...folders, repo: folders.root }, (workspace) =>
        measurePages(workspace, say),
      )
      return { text: formatPagesReport(report), json: `${JSON.stringify(report, null, 2)}\n` }
    }
    case 'history': {
      const report = await withWorkspace({ ...folders, repo: folders.root }, (workspace) =>
        measureHistory({ ...workspace, withPages: options.service }, say),
      )
      return { text: formatHistory(report), json: `${JSON.stringify(report, null, 2)}\n` }
    }
  }
}

async function measure(options: ScanBenchOptions, folders: Pick<Start, 'root' | 'code'>): Promise<Report> {
  const repository = await openRepository(options.repo)
  try {
    return await withWorkspace({ ...folders, repo: options.repo }, (workspace) =>
      measureIn(workspace, repository, options),
    )
  } finally {
    repository.close()
  }
}

async function measureIn(workspace: Workspace, repository: Repository, options: ScanBenchOptions): Promise<Report> {
  const commit = await resolveCommit(repository, options.rev)
  const before = options.before === null ? null : await resolveCommit(repository, options.before)
  const spatch = options.spatch ? await findSpatch() : null
  const scope = await listScope(repository, commit, workspace)
  const subject = {
    commit: commit.oid,
    before: before?.oid ?? null,
    idLists: scope.idLists,
    rounds: options.rounds,
  }
  say('once, untimed')
  const warm = await warmUp(workspace, subject)
  // first: if Coccinelle fails, no round is lost
  if (spatch !== null) say('Coccinelle, some minutes (--no-spatch leaves it out)')
  const comparison = spatch === null ? null : await measureSpatch(workspace, repository, commit.oid, warm.named)
  const rounds = await measureRounds(workspace, subject, warm, (round) => say(`round ${round} of ${options.rounds}`))
  return {
    revision: { name: commit.name, commit: commit.oid },
    before: before === null ? null : { name: before.name, commit: before.oid },
    machine: await describeMachine(repository, spatch),
    repository: await describeRepository(repository),
    scope: { blobs: scope.blobs, bytes: scope.bytes },
    rounds,
    comparison,
    service: options.service
      ? await measureService(
          workspace,
          [before, commit].flatMap((one) => (one === null ? [] : [one.oid])),
          say,
        )
      : null,
    noComparison: options.spatch ? (spatch === null ? 'spatch is not installed' : null) : 'left out by --no-spatch',
  }
}

function say(step: string): void {
  process.stderr.write(`bench: ${step}\n`)
}

async function describeMachine({ directory }: Repository, spatch: string | null): Promise<Report['machine']> {
  const { stdout } = await runGit(directory, ['--version'])
  return {
    cores: availableParallelism(),
    model: cpus()[0]?.model ?? 'unknown',
    node: process.version,
    git: stdout.trim(),
    spatch,
  }
}

/** How the repository is stored: loose objects and many packs slow git and Pinwatch alike, though not equally. */
async function describeRepository({ directory }: Repository): Promise<Report['repository']> {
  const { stdout } = await runGit(directory, ['count-objects', '-v'])
  const count = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(stdout)?.[1] ?? 0)
  return { packs: count('packs'), looseObjects: count('count') }
}

async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (cause) {
    throw new BenchError(`${file} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  }
}
