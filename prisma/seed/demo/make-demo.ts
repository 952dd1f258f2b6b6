import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { composeFastImport } from './compose-fast-import.ts'
import { demoCommits } from './demo-commits.ts'

export { demoTags } from './story.ts'

/** Written into the repository when all else is; git does not mind a file of another name. */
const versionFile = 'pinwatch-demo'

/**
 * Makes the demo kernel, a bare repository, at `directory`; `main` is its branch, `demoTags` are its tags. Commit ids
 * are the same on every machine. Whole or not at all: made in a folder beside it and renamed. One that is there already
 * stays. Throws where `directory` cannot be written, is something else, or git does not run; the message says which.
 */
export async function makeDemo(directory: string): Promise<void> {
  const target = resolve(directory)
  const history = composeFastImport(demoCommits)
  // of the story itself, so that nobody has to remember to raise it
  const version = createHash('sha256').update(history).digest('hex')
  const present = await readVersion(target)
  if (present === version) return
  const made = await makeBeside(target)
  try {
    await runGit(made, ['init', '--quiet', '--bare', '--initial-branch=main', '--object-format=sha1', '--template='])
    await runGit(made, ['fast-import', '--quiet', '--done'], history)
    await writeFile(join(made, versionFile), `${version}\n`)
    if (present !== null) await removeOlder(target)
    await putInPlace(made, target, version)
  } finally {
    await rm(made, { recursive: true, force: true })
  }
}

/** Version of the demo that is there; `null` if nothing is, or what is there is no demo. */
async function readVersion(target: string): Promise<string | null> {
  try {
    return (await readFile(join(target, versionFile), 'utf8')).trim()
  } catch {
    return null
  }
}

async function makeBeside(target: string): Promise<string> {
  try {
    await mkdir(dirname(target), { recursive: true })
    return await mkdtemp(join(dirname(target), `.${basename(target)}-`))
  } catch (cause) {
    throw new Error(
      `The demo kernel cannot be made at ${target}: its folder cannot be written (${reasonOf(cause)}). Name another one, or make this one writable.`,
      { cause },
    )
  }
}

/** Moved away first: whoever looks meanwhile sees a whole repository or none. */
async function removeOlder(target: string): Promise<void> {
  const old = await makeBeside(target)
  try {
    await rename(target, old)
  } catch (cause) {
    // somebody else is replacing it, too
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause
  } finally {
    await rm(old, { recursive: true, force: true })
  }
}

async function putInPlace(made: string, target: string, version: string): Promise<void> {
  try {
    await rename(made, target)
  } catch (cause) {
    // somebody else made the same one meanwhile
    if ((await readVersion(target)) === version) return
    throw new Error(
      `The demo kernel cannot be put at ${target}: something else is there (${reasonOf(cause)}). Move it away, or name another folder.`,
      { cause },
    )
  }
}

/** Nothing of the host's configuration: it could sign, convert line ends, or choose other object names. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
  }
}

function runGit(cwd: string, command: readonly string[], input = ''): Promise<void> {
  return new Promise((resolveRun, reject) => {
    const child = spawn('git', command, { cwd, env: gitEnvironment(), stdio: ['pipe', 'ignore', 'pipe'] })
    const said: Buffer[] = []
    const fail = (why: string, cause?: unknown) =>
      reject(new Error(`The demo kernel could not be made: git ${command[0]} ${why}`, { cause }))
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    child.on('error', (cause) => fail(`does not run (${reasonOf(cause)}). Install git 2.32 or newer.`, cause))
    child.on('close', (code) => {
      if (code === 0) resolveRun()
      else fail(`failed (exit ${code}): ${Buffer.concat(said).toString().trim()}`)
    })
    // git that ends early has said why on its standard error
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
