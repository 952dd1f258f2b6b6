import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whenFileEnds } from './when-file-ends.ts'

/** Content by path; `null` removes the file. */
export type Files = Readonly<Record<string, string | Buffer | null>>

export interface TestCommit {
  readonly files: Files
  /** Lightweight tag. */
  readonly tag?: string
  /** `test` unless given. */
  readonly message?: string
}

export interface TestRepository {
  readonly directory: string
  /** Runs git in the repository; returns what it printed, without the last line break. */
  git(command: readonly string[], input?: string | Buffer): string
  /** Commits on `main`, each on top of the one before; returns the ids. */
  commit(...commits: readonly TestCommit[]): readonly string[]
  readonly remove: () => void
}

export interface RepositoryOptions {
  readonly bare?: boolean
  readonly objectFormat?: 'sha1' | 'sha256'
}

/** A temporary folder that is gone when the test file is done. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pinwatch-test-'))
  whenFileEnds(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What git in tests runs in: nothing of the host's configuration, and always the same person and time. */
export const gitEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'A Tester',
  GIT_AUTHOR_EMAIL: 'tester@example.org',
  GIT_AUTHOR_DATE: '1700000000 +0000',
  GIT_COMMITTER_NAME: 'A Tester',
  GIT_COMMITTER_EMAIL: 'tester@example.org',
  GIT_COMMITTER_DATE: '1700000000 +0000',
}

export function runTestGit(
  directory: string,
  command: readonly string[],
  input: string | Buffer = '',
  environment: Readonly<Record<string, string>> = {},
): string {
  const output = execFileSync('git', command, {
    cwd: directory,
    env: { ...gitEnvironment, ...environment },
    input,
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  })
  return output.toString().replace(/\n$/, '')
}

/** A real repository in a temporary folder, with the given commits on `main`. Its objects are loose until repacked. */
export function makeRepository(commits: readonly TestCommit[], options: RepositoryOptions = {}): TestRepository {
  const directory = makeFolder()
  const repository: TestRepository = {
    directory,
    git: (command, input) => runTestGit(directory, command, input),
    commit: (...more) => more.map((commit) => commitFiles(repository, commit)),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
  repository.git([
    'init',
    '--quiet',
    '--initial-branch=main',
    `--object-format=${options.objectFormat ?? 'sha1'}`,
    ...(options.bare === true ? ['--bare'] : []),
  ])
  repository.commit(...commits)
  if (options.bare !== true && commits.length > 0) repository.git(['reset', '--hard', '--quiet'])
  return repository
}

/** One `git fast-import` a commit: takes any path and any bytes, and needs no work tree. */
function commitFiles(repository: TestRepository, { files, tag, message = 'test' }: TestCommit): string {
  const parts: Buffer[] = []
  const say = (text: string | Buffer) => parts.push(Buffer.from(text as string))
  const data = (content: string | Buffer) => {
    const bytes = Buffer.from(content as string)
    say(`data ${bytes.length}\n`)
    say(bytes)
    say('\n')
  }
  const hasParent = repository.git(['for-each-ref', 'refs/heads/main']) !== ''
  say('commit refs/heads/main\ncommitter A Tester <tester@example.org> 1700000000 +0000\n')
  data(message)
  if (hasParent) say('from refs/heads/main^0\n')
  for (const [path, content] of Object.entries(files)) {
    if (content === null) {
      say(`D ${quotePath(path)}\n`)
      continue
    }
    say(`M 100644 inline ${quotePath(path)}\n`)
    data(content)
  }
  repository.git(['fast-import', '--quiet', '--force'], Buffer.concat(parts))
  const oid = repository.git(['rev-parse', 'refs/heads/main'])
  if (tag !== undefined) repository.git(['tag', tag, oid])
  return oid
}

function quotePath(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
}
