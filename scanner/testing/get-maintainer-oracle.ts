import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Unpacks what `scripts/get_maintainer.pl` needs of a revision: the script, MAINTAINERS, and every other path as an empty
 * file, so that its `-d` and `-f` tell the truth. Without .mailmap: names and addresses stay as MAINTAINERS has them.
 * Some 80,000 files of no size for a kernel; about 10 s.
 */
export async function makeOracleTree(repoGitDir: string, rev: string, dir: string): Promise<void> {
  const paths = await listPaths(repoGitDir, rev)
  for (const directory of new Set(paths.map(dirname))) await mkdir(join(dir, directory), { recursive: true })
  for (let at = 0; at < paths.length; at += 256) {
    await Promise.all(paths.slice(at, at + 256).map((path) => writeFile(join(dir, path), '')))
  }
  for (const path of ['MAINTAINERS', 'scripts/get_maintainer.pl']) {
    await writeFile(join(dir, path), await readAt(repoGitDir, rev, path))
  }
}

/** Every file of a revision. */
export async function listPaths(repoGitDir: string, rev: string): Promise<readonly string[]> {
  const list = await git(repoGitDir, ['ls-tree', '-r', '-z', '--name-only', rev])
  return list.split('\0').filter((path) => path !== '')
}

export function readAt(repoGitDir: string, rev: string, path: string): Promise<string> {
  return git(repoGitDir, ['cat-file', 'blob', `${rev}:${path}`])
}

/** Titles of the sections that own a path, in the script's order: deepest first, at random among equals. About 0.5 s. */
export async function getMaintainerSections(treeDir: string, path: string): Promise<string[]> {
  // `--letters` implies `--sections`; a section prints its title, its S: lines and a blank line.
  const output = await getMaintainer(treeDir, ['--letters', 'S', '-f', path])
  return output
    .split('\n\n')
    .map((section) => section.split('\n', 1)[0] ?? '')
    .filter((title) => title !== '')
}

/** People as `Name <address>`, each once, in the script's order; names that RFC 822 wants quoted are. */
export async function getMaintainerPeople(treeDir: string, path: string): Promise<string[]> {
  const output = await getMaintainer(treeDir, ['--nol', '--noroles', '--norolestats', '-f', path])
  return output.split('\n').filter((line) => line !== '')
}

async function getMaintainer(treeDir: string, options: readonly string[]): Promise<string> {
  const always = ['--no-git', '--no-git-fallback', '--nokeywords']
  const { stdout } = await run('perl', ['scripts/get_maintainer.pl', ...always, ...options], {
    cwd: treeDir,
    // Keeps the host's ~/.get_maintainer.conf out.
    env: { ...process.env, HOME: treeDir },
    maxBuffer: 2 ** 26,
  })
  return stdout
}

async function git(repoGitDir: string, options: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['--git-dir', repoGitDir, ...options], { maxBuffer: 2 ** 28 })
  return stdout
}
