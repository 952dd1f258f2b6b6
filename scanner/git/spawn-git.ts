import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { watchSilence } from './watch-silence.ts'

export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>

/**
 * Settings that win over the repository's own: a repository is untrusted input, and nothing that its configuration
 * names may run. The commands used here start neither hooks nor pagers nor drivers; this holds even where one would.
 * `safe.directory=*` only lets git open a repository that somebody else owns: what that check guards against cannot run.
 */
const settings = [
  'safe.directory=*',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.askPass=',
  'core.sshCommand=false',
  'credential.helper=',
  'diff.external=',
  'protocol.allow=never',
  'submodule.recurse=false',
  'maintenance.auto=false',
  'gc.auto=0',
]

/**
 * The environment git runs in: nothing of the host's `GIT_*`, no system or user configuration, no prompt, no replaced
 * objects (a blob id must mean its bytes) and no grafts (a commit's parents are those that it names), no transport (a partial clone must not fetch), nothing written.
 */
function gitEnvironment(directory: string): NodeJS.ProcessEnv {
  return {
    ...hostEnvironment(),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    GIT_SSH_COMMAND: 'false',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    // below a file there is none, and git says nothing of that
    GIT_GRAFT_FILE: '/dev/null/none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
    GIT_PAGER: 'cat',
    // the directory itself must be the repository: one that merely lies inside another is a mistake of the caller's
    GIT_CEILING_DIRECTORIES: dirname(directory),
  }
}

/** The host's variables without its `GIT_*`. */
export function hostEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')))
}

/**
 * Starts git in a repository. Arguments are the program's own, never a user's: names go in over standard input. A git that is silent for too
 * long fails; `isAwaited` says whether anybody waits for an answer, always unless given.
 */
export function spawnGit(directory: string, command: readonly string[], isAwaited: () => boolean = always): GitProcess {
  const real = realpathSync(directory)
  const options = settings.flatMap((setting) => ['-c', setting])
  const child = spawn('git', ['--no-pager', ...options, ...command], {
    cwd: real,
    env: gitEnvironment(real),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  watchSilence(child, { directory: real, isAwaited })
  return child
}

const always = () => true

export interface GitOutput {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs one short git command to its end. Rejects only if git cannot be started at all. */
export function runGit(directory: string, command: readonly string[]): Promise<GitOutput> {
  return new Promise((resolve, reject) => {
    const child = spawnGit(directory, command)
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdin.on('error', () => {})
    child.stdin.end()
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    )
  })
}
