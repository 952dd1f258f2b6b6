import { setTimeout as delay } from 'node:timers/promises'
import { type KeptChild, keepRunning } from './keep-running.ts'
import { LaunchError } from './launch-error.ts'

export interface ServePagesOptions {
  readonly root: string
  readonly args: readonly string[]
  readonly url: string
  readonly env: () => NodeJS.ProcessEnv
  readonly warn: (sentence: string) => void
  /** Told once, when it answers. */
  readonly onAnswer: () => void
  /** Told when it has ended again and again without an answer. */
  readonly onFailure: (error: LaunchError) => void
}

const endsWithoutAnswerMax = 4

/** Starts the web server, and tells when it answers for the first time. */
export function servePages(options: ServePagesOptions): KeptChild {
  const { root, args, url, env, warn, onAnswer, onFailure } = options
  let hasAnswered = false
  let hasFailed = false
  const said: string[] = []
  const child = keepRunning({
    root,
    name: 'The web server',
    args,
    env,
    warn,
    onLine(line, stream) {
      said.push(line)
      said.splice(0, said.length - 30)
      if (stream === 'stderr' && hasAnswered) warn(`web: ${line}`)
    },
    onEnd(endsInARow) {
      if (hasAnswered || endsInARow < endsWithoutAnswerMax) return false
      hasFailed = true
      onFailure(new LaunchError(`The web server does not start:\n${said.join('\n')}`))
      return true
    },
  })
  const look = async () => {
    while (!hasFailed && child.isWanted() && !(await answers(url))) await delay(50)
    if (hasFailed || !child.isWanted()) return
    hasAnswered = true
    onAnswer()
  }
  void look()
  return child
}

/** Whatever is answered, even that the database is gone: the server is up. */
async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000), redirect: 'manual' })
    await response.arrayBuffer()
    return true
  } catch {
    return false
  }
}
