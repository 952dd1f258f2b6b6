import { existsSync } from 'node:fs'
import { readdir, statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { requireGit } from '#scanner/git/open-repository.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { Finding } from '#scanner/model/server-acts.ts'
import { parseSource } from '#scanner/model/source.ts'
import { type Damage, findDamage } from '#scanner/store/find-damage.ts'
import { type KeptTree, listKeptTrees } from '#scanner/store/list-kept-trees.ts'
import { listStaleRemarks, type StaleRemark } from '#scanner/store/list-stale-remarks.ts'
import { lookAtAudit } from '#scanner/store/look-at-audit.ts'
import { lookAtScans } from '#scanner/store/look-at-scans.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { mirrorFolder } from '../home-paths.ts'

/** Less room than this, and the next clone of a kernel does not fit. */
const freeBytesMin = 5 * 1024 ** 3
const waitingSecondsMax = 3600

/** Looks at everything that a server stands on; seconds for a long history. */
export async function examine(db: Store, home: string): Promise<readonly Finding[]> {
  const trees = await listKeptTrees(db)
  return [
    ...examineVersions(await versionOf()),
    await examineDisk(home),
    ...(await examineMirrors(home, trees)),
    ...examineTrees(trees),
    ...(await examineScans(db)),
    await examineAudit(db),
    ...examineRemarks(await listStaleRemarks(db)),
    ...examineDamage(await findDamage(db)),
  ]
}

const fine = (subject: string, sentence: string): Finding => ({ subject, isFine: true, sentence })
const wrong = (subject: string, sentence: string): Finding => ({ subject, isFine: false, sentence })

/** What git says of itself that keeps it from being used; `null`: nothing. */
async function versionOf(): Promise<string | null> {
  try {
    await requireGit('/')
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function examineVersions(gitTrouble: string | null): readonly Finding[] {
  const major = Number(process.versions.node.split('.', 1)[0])
  return [
    gitTrouble === null ? fine('git', 'is new enough') : wrong('git', gitTrouble),
    major >= 22
      ? fine('node', process.version)
      : fine('node', `${process.version}, past its end of life: take 22 or newer when you can`),
  ]
}

async function examineDisk(home: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(existsSync(home) ? home : '/')
  const free = bavail * bsize
  const said = `${(free / 1024 ** 3).toFixed(1)} GB free in ${home}`
  return free >= freeBytesMin ? fine('disk', said) : wrong('disk', `${said}: make room, a clone of a kernel needs 5 GB`)
}

async function examineMirrors(home: string, trees: readonly KeptTree[]): Promise<readonly Finding[]> {
  const wanted = new Set(
    trees.flatMap(({ slug, source }) => {
      const parsed = parseSource(source)
      return parsed.kind === 'url' ? [basename(mirrorFolder(home, slug, parsed.text))] : []
    }),
  )
  const present = await readdir(join(home, 'mirrors')).catch(() => [])
  const stray = present.filter((name) => !wanted.has(name))
  const gone = trees.filter(({ source }) => {
    const parsed = parseSource(source)
    return parsed.kind === 'path' && !existsSync(parsed.repository)
  })
  return [
    stray.length === 0
      ? fine('mirrors', `${present.length} on this machine`)
      : wrong('mirrors', `${stray.map((name) => join(home, 'mirrors', name)).join(', ')}: of no tree. Remove them`),
    ...gone.map(({ slug, source }) =>
      wrong(slug, `${source} is not on this machine: bring it back, or pinwatch trees remove ${slug}`),
    ),
  ]
}

const examineTrees = (trees: readonly KeptTree[]): readonly Finding[] =>
  trees.flatMap(({ slug, followError }) =>
    followError === null ? [] : [wrong(slug, `following it fails: ${followError}`)],
  )

async function examineScans(db: Store): Promise<readonly Finding[]> {
  const { silent, waiting, waitingSeconds, workers, locked } = await lookAtScans(db)
  const findings: Finding[] = []
  if (silent.length > 0)
    findings.push(
      wrong(
        'scans',
        `${silent.join(', ')} gave no sign of life for a minute: a worker takes them up, or pinwatch scans cancel`,
      ),
    )
  if (workers === 0 && waiting > 0)
    findings.push(wrong('workers', `none is connected, and ${waiting} scans wait: start pinwatch worker`))
  else if (waitingSeconds > waitingSecondsMax)
    findings.push(
      wrong('scans', `the oldest has waited for ${Math.round(waitingSeconds / 60)} minutes: start another worker`),
    )
  if (locked > 0)
    findings.push(wrong('database', 'somebody holds the lock of migrations: end a start that hangs (view pg_locks)'))
  return findings.length > 0
    ? findings
    : [fine('scans', `${waiting} wait, ${workers} ${workers === 1 ? 'worker' : 'workers'}`)]
}

async function examineAudit(db: Store): Promise<Finding> {
  const { role, mayChange } = await lookAtAudit(db)
  return fine(
    'audit',
    mayChange
      ? `a trigger keeps it from being changed, the database does not: ${role} is a superuser. Run on a role that is none (OPERATIONS.md)`
      : `${role} may add to it and nothing else`,
  )
}

/** Trees with more of them are told by their number. */
const remarksMax = 5

/** Nothing is broken, and somebody should look: as with a Node that is past its end. */
function examineRemarks(stale: readonly StaleRemark[]): readonly Finding[] {
  return [...groupBy(stale, ({ slug }) => slug)].map(([slug, ofTree]) => {
    const places = ofTree.slice(0, remarksMax).map(({ path, line }) => `${path}:${line}`)
    const more = ofTree.length > remarksMax ? ` and ${ofTree.length - remarksMax} more` : ''
    const what =
      ofTree.length === 1 ? 'a comment says why a call stays' : `${ofTree.length} comments say why calls stay`
    return fine(
      slug,
      `${what}, and the function changed since: see whether it is still true (${places.join(', ')}${more})`,
    )
  })
}

const damageWords: Readonly<Record<Damage['kind'], string>> = {
  overlapping: 'intervals overlap',
  'missing-text': 'files have no text',
  'out-of-line': 'intervals begin or end where their line has no revision',
}

function examineDamage(damage: readonly Damage[]): readonly Finding[] {
  if (damage.length === 0) return [fine('tables', 'hold what they promise')]
  return damage.map(({ slug, kind, rows }) =>
    wrong(
      slug,
      `${rows} ${damageWords[kind]}: back up, remove the tree and restore, which scans it again; and please report it`,
    ),
  )
}
