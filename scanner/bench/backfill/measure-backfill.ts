import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbedded } from '#prisma/embedded/start-embedded.ts'
import { applyMigrations } from '#prisma/migrate.ts'
import { openRepository } from '#scanner/git/open-repository.ts'
import { scanEnvironment, scanFlags } from '#scanner/jobs/apart/scan-flags.ts'
import { runTimed } from '../run-timed.ts'
import type { Workspace } from '../workspace.ts'
import { type Changes, listChanges } from './list-changes.ts'
import type { BackfillLine } from './run-backfill.ts'

export interface BackfilledRevision extends Changes {
  readonly label: string
  readonly ms: number
  readonly phases: Readonly<Record<string, number>>
  /** Resident bytes of the worker when it was done. */
  readonly memory: number
  /** Milliseconds of processor time, that of git apart; `null` where nobody tells. */
  readonly cpu: number
  readonly git: number | null
  readonly load: number
}

export interface BackfillReport {
  /** In the order in which they were published. */
  readonly revisions: readonly BackfilledRevision[]
  readonly ms: number
  readonly peak: number
}

/** Scans all tags that fit into an empty embedded database, with an empty cache. */
export async function measureBackfill(
  workspace: Workspace,
  tags: readonly string[],
  say: (step: string) => void,
): Promise<BackfillReport> {
  const { root, code, repo, scratch, signal } = workspace
  const server = await startEmbedded({ root, dataDirectory: join(scratch, 'backfill', 'postgres') })
  try {
    await applyMigrations(server.url, join(root, 'prisma', 'migrations'))
    say('scanning')
    const stdout = join(scratch, 'backfill-lines')
    await runTimed({
      name: 'the backfill',
      command: process.execPath,
      inputs: [...scanFlags, join(code, 'run-backfill.mjs'), server.url, join(scratch, 'backfill-home'), repo, ...tags],
      cwd: root,
      env: { ...process.env, ...scanEnvironment },
      stdout,
      signal,
    })
    // what our own program printed a moment ago
    const lines: readonly BackfillLine[] = (await readFile(stdout, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    say('listing what changed from revision to revision')
    return await composeReport(repo, lines)
  } finally {
    await server.stop()
  }
}

async function composeReport(repo: string, lines: readonly BackfillLine[]): Promise<BackfillReport> {
  const done = lines.find((line) => line.kind === 'done')
  const scanned = addUp(lines.filter((line) => line.kind === 'revision'))
  const repository = await openRepository(repo)
  const changes = await listChanges(
    repository,
    scanned.map(({ label }) => label),
  ).finally(() => repository.close())
  const revisions = scanned.map((revision, index) => ({
    ...(changes[index] ?? { blobs: 0, bytes: 0 }),
    ...revision,
  }))
  return { revisions, ms: done?.ms ?? Number.NaN, peak: done?.peak ?? Number.NaN }
}

type RevisionLine = Extract<BackfillLine, { kind: 'revision' }>

/** A revision comes again when commits are looked for behind all that is read: what it costs then belongs to it. */
function addUp(lines: readonly RevisionLine[]): readonly Omit<RevisionLine, 'kind'>[] {
  const byLabel = new Map<string, Omit<RevisionLine, 'kind'>>()
  for (const { kind: _kind, ...line } of lines) {
    const before = byLabel.get(line.label)
    const phases = { ...before?.phases }
    for (const [phase, ms] of Object.entries(line.phases)) phases[phase] = (phases[phase] ?? 0) + ms
    if (before === undefined) {
      byLabel.set(line.label, line)
      continue
    }
    const git = before.git === null || line.git === null ? null : before.git + line.git
    byLabel.set(line.label, { ...before, ms: before.ms + line.ms, cpu: before.cpu + line.cpu, git, phases })
  }
  return [...byLabel.values()]
}
