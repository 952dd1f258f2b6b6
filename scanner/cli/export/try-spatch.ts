import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { composeCocci } from '#scanner/export/compose-cocci.ts'
import { explainUnfound, type Unfound } from '#scanner/export/explain-unfound.ts'
import type { CocciPlan } from '#scanner/export/plan-cocci.ts'
import { readPath } from '#scanner/git/read-path.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import type { Scan } from '#scanner/run.ts'

const run = promisify(execFile)

/** First line of `spatch --version`; `null` where it is not installed. */
export async function findSpatch(): Promise<string | null> {
  try {
    return /spatch version (\S+)/.exec((await run('spatch', ['--version'])).stdout)?.[1] ?? null
  } catch {
    return null
  }
}

export interface SpatchTrial {
  /** Open acquires that it did not find, with the reason. */
  readonly unfound: readonly Unfound[]
  /** `path:line` of matches that are none of them. */
  readonly surplus: readonly string[]
}

/** Runs a semantic patch over the files of the revision that it is about. Rejects if spatch fails. */
export async function trySpatch(scan: Scan, plan: CocciPlan): Promise<SpatchTrial> {
  const folder = await mkdtemp(join(tmpdir(), 'pinwatch-spatch-'))
  try {
    const source = join(folder, 'tree')
    await writeFiles(scan, source, new Set(plan.open.map(({ path }) => path)))
    const rule = join(folder, 'open.cocci')
    await writeFile(rule, composeCocci(plan, { revision: scan.commit.name, commit: scan.commit.oid, remarks: [] }))
    const options = ['--very-quiet', '--no-includes', '--include-headers', '-D', 'report', '--sp-file', rule]
    const { stdout } = await run('spatch', [...options, '--dir', source], { cwd: folder, maxBuffer: 2 ** 26 })
    const { unfound, surplus } = compare(scan, new Set(foundPlaces(stdout, source)))
    const told = await Promise.all(
      unfound.map(async (row) => ({ row, why: explainUnfound(row, await readFile(join(source, row.path), 'latin1')) })),
    )
    return { unfound: told, surplus }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeFiles({ repository, commit }: Scan, folder: string, paths: Iterable<string>): Promise<void> {
  for (const path of paths) {
    const object = await readPath(repository.objects, commit.tree, path)
    if (object === null) continue
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, object.content)
  }
}

/** `path:line` of each line `FILE:LINE:COLUMN-COLUMN: …` of a report. */
function foundPlaces(stdout: string, source: string): readonly string[] {
  return stdout.split('\n').flatMap((line) => {
    const found = /^(.+?):(\d+):\d+-\d+: /.exec(line)
    return found?.[1]?.startsWith(`${source}/`) === true ? [`${found[1].slice(source.length + 1)}:${found[2]}`] : []
  })
}

function compare(
  { rows }: Scan,
  found: ReadonlySet<string>,
): { readonly unfound: readonly SiteRow[]; readonly surplus: readonly string[] } {
  const open = rows.filter((row) => row.role === 'acquire' && row.status === 'unconverted' && row.function !== null)
  const wanted = new Set(open.map(({ path, line }) => `${path}:${line}`))
  return {
    unfound: open.filter(({ path, line }) => !found.has(`${path}:${line}`)),
    surplus: [...found].filter((place) => !wanted.has(place)),
  }
}
