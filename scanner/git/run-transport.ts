import { spawn } from 'node:child_process'
import { explainTransport } from './explain-transport.ts'
import { GitError } from './git-error.ts'
import { guardHost } from './guard-host.ts'
import { type GitProgress, readProgress } from './read-progress.ts'
import { hostEnvironment } from './spawn-git.ts'

export interface TransportOptions {
  /** Told what git itself says of its progress, as often as git says it. */
  readonly onProgress?: (progress: GitProgress) => void
  /** Ends git; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** A server that says nothing at all for so long is not going to. Counting the objects of a kernel is said every second. */
const silenceMsMax = 10 * 60_000

/**
 * As strict as `spawnGit`, but for the transports: git may speak http, https, git and ssh, and nothing else (`ext::` would run a program).
 * No hooks, no templates, no prompts, no configuration of the user's, no credential helper. ssh alone looks into the user's own folder, for
 * keys and known hosts, and never asks.
 */
const settings = [
  'safe.directory=*',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.askPass=',
  'credential.helper=',
  'submodule.recurse=false',
  'maintenance.auto=false',
  'gc.auto=0',
  'fetch.recurseSubmodules=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=60',
]

function transportEnvironment(): NodeJS.ProcessEnv {
  const { SSH_ASKPASS: _, ...kept } = hostEnvironment()
  return {
    ...kept,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    SSH_ASKPASS_REQUIRE: 'never',
    GIT_SSH_COMMAND: 'ssh -oBatchMode=yes -oConnectTimeout=20 -oClearAllForwardings=yes -oPermitLocalCommand=no',
    GIT_SSH_VARIANT: 'ssh',
    GIT_ALLOW_PROTOCOL: 'http:https:git:ssh',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null/none',
    GIT_PAGER: 'cat',
  }
}

/**
 * Runs a git command that may use the network, in `directory`; resolves to its standard output. Rejects with a `GitError` that says what
 * is wrong with `url`, whose sentence people see.
 */
export async function runTransport(
  directory: string,
  url: string,
  command: readonly string[],
  { onProgress, signal }: TransportOptions = {},
): Promise<string> {
  const guards = await guardHost(url, process.env)
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const options = [...settings, ...guards].flatMap((setting) => ['-c', setting])
    const child = spawn('git', ['--no-pager', ...options, ...command], {
      cwd: directory,
      env: transportEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const stdout: Buffer[] = []
    const said: string[] = []
    let silent = false
    const listener = readProgress(
      (progress) => onProgress?.(progress),
      (line) => said.push(line),
    )
    const watchdog = setTimeout(() => {
      silent = true
      child.kill()
    }, silenceMsMax)
    const abort = () => child.kill()
    signal?.addEventListener('abort', abort, { once: true })
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => {
      watchdog.refresh()
      listener.push(chunk)
    })
    const settle = (act: () => void) => {
      clearTimeout(watchdog)
      signal?.removeEventListener('abort', abort)
      act()
    }
    child.on('error', (cause: NodeJS.ErrnoException) =>
      settle(() =>
        reject(
          cause.code === 'ENOENT'
            ? new GitError('git-missing', 'git was not found. Install git 2.32 or newer, and see that it is in PATH.', {
                cause,
              })
            : new GitError('git-failed', `git could not be started: ${cause.message}`, { cause }),
        ),
      ),
    )
    child.on('close', (code) =>
      settle(() => {
        listener.end()
        if (code === 0) resolve(Buffer.concat(stdout).toString())
        else if (signal?.aborted) reject(signal.reason)
        else if (silent) reject(new GitError('interrupted', `${url}: the server fell silent. Try again later.`))
        else reject(explainTransport(url, said))
      }),
    )
  })
}
