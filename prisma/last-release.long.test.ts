import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { connectTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { isWholeRun } from '#scanner/testing/long-run.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { findFreePort } from '#scanner/testing/serve-repository.ts'
import { listMigrations } from './list-migrations.ts'

const project = join(import.meta.dirname, '..')
const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: project, encoding: 'utf8' }).trim()

/** So many migrations back, unless PINWATCH_LAST_RELEASE names a commit: a wave of work. */
const migrationsBack = 5

/** The commit of the release before; or why there is none here. */
function findLastRelease(): { readonly commit: string } | { readonly obstacle: string } {
  if (!isWholeRun)
    return { obstacle: 'the pages of another commit are built, which takes minutes: only in a whole run' }
  try {
    const name = listMigrations(join(project, 'prisma', 'migrations')).at(-migrationsBack)?.name ?? ''
    const added = git('log', '--diff-filter=A', '--format=%H', '--max-count=1', '--', `prisma/migrations/${name}`)
    const commit = git('rev-parse', '--verify', process.env.PINWATCH_LAST_RELEASE ?? `${added}~1^{commit}`)
    return { commit }
  } catch {
    return { obstacle: 'this clone has no history' }
  }
}
const release = findLastRelease()
const obstacle = 'obstacle' in release ? release.obstacle : null
if (obstacle !== null) console.log(`The last release's pages are not tried on the tables of this one: ${obstacle}.`)

const endings: (() => Promise<unknown> | unknown)[] = []
afterAll(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

/** That commit with dependencies as they are here, in a folder beside nothing. */
function checkOut(commit: string): string {
  const folder = join(makeFolder(), 'release')
  git('clone', '--quiet', '--shared', '--no-checkout', project, folder)
  git('-C', folder, 'checkout', '--quiet', commit)
  // of the same file system, or copied: a build follows no links out of its folder
  try {
    execFileSync('cp', ['-al', join(project, 'node_modules'), folder], { stdio: 'ignore' })
  } catch {
    execFileSync('cp', ['-r', join(project, 'node_modules'), folder])
  }
  execFileSync('npx', ['prisma', 'generate'], { cwd: folder, stdio: 'ignore' })
  return folder
}

async function serve(folder: string, databaseUrl: string): Promise<{ readonly base: string; readonly token: string }> {
  const script = join(folder, 'scanner', 'pinwatch.mjs')
  const env = {
    ...process.env,
    ...{ DATABASE_URL: databaseUrl, PINWATCH_HOME: makeFolder(), HOST: '127.0.0.1', LOG_LEVEL: 'silent' },
    ...{ PORT: String(await findFreePort()), NODE_ENV: 'production' },
  }
  const base = `http://127.0.0.1:${env.PORT}`
  const child = spawn(process.execPath, [script, 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  endings.push(async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  })
  while (
    !(await fetch(`${base}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error('the pages of the last release do not start')
    await delay(500)
  }
  return { base, token: execFileSync(process.execPath, [script, 'token'], { env, encoding: 'utf8' }).trim() }
}

test.skipIf(obstacle !== null)(
  'pages and writes of the last release work on the tables of this one',
  async () => {
    if ('obstacle' in release) return
    const { url } = await createTestDatabase()
    const db = connectTestDatabase(url)
    await publishDemo(db, ['v5.6', 'v6.12'])
    const { base, token } = await serve(checkOut(release.commit), url)

    const list = await (await fetch(`${base}/api/v1/trees/demo/sites?role=acquire&limit=1`)).json()
    const key = String(list.items[0].id)
    const addresses = [
      '/',
      '/demo',
      '/demo/sites',
      '/demo/subsystems',
      '/demo/maintainers',
      '/demo/events',
      '/demo/next',
    ]
    const more = [
      `/demo/sites/${key}`,
      '/scans',
      '/compare',
      '/api/ready',
      '/api/v1/trees',
      '/api/v1/trees/demo/revisions',
    ]
    for (const address of [...addresses, ...more]) {
      const answer = await fetch(`${base}${address}`)
      expect(answer.status, `${address} of ${release.commit}`).toBe(200)
      expect(await answer.text()).not.toContain('Something went wrong')
    }
    const note = await fetch(`${base}/api/v1/trees/demo/sites/${key}/notes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'release' },
      body: JSON.stringify({ text: 'written by the release before' }),
    })
    expect(note.status, await note.text()).toBe(201)
    expect(await db.note.count()).toBe(1)
  },
  1_200_000,
)
