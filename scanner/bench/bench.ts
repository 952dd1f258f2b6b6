import { writeFile } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { CacheError } from '#scanner/cache/cache-error.ts'
import { GitError } from '#scanner/git/git-error.ts'
import { openRepository, type Repository, resolveCommit } from '#scanner/git/open-repository.ts'
import { runGit } from '#scanner/git/spawn-git.ts'
import { BenchError } from './bench-error.ts'
import { listScope } from './list-scope.ts'
import { measureRounds, warmUp } from './measure-rounds.ts'
import { measureSpatch } from './measure-spatch.ts'
import { type BenchOptions, parseOptions, usage } from './parse-options.ts'
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
    const report = await measure(options, { root, code })
    process.stdout.write(formatReport(report))
    if (options.json !== null) await writeJson(options.json, report)
    return 0
  } catch (error) {
    const expected = error instanceof BenchError || error instanceof GitError || error instanceof CacheError
    process.stderr.write(`bench: ${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
    return 2
  }
}

async function measure(options: BenchOptions, folders: Pick<Start, 'root' | 'code'>): Promise<Report> {
  const repository = await openRepository(options.repo)
  try {
    return await withWorkspace({ ...folders, repo: options.repo }, (workspace) =>
      measureIn(workspace, repository, options),
    )
  } finally {
    repository.close()
  }
}

async function measureIn(workspace: Workspace, repository: Repository, options: BenchOptions): Promise<Report> {
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

async function writeJson(file: string, report: Report): Promise<void> {
  try {
    await writeFile(file, composeJson(report))
  } catch (cause) {
    throw new BenchError(`${file} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  }
}
