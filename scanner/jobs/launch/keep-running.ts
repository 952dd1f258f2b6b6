import { type Child, type ChildOptions, spawnChild } from './spawn-child.ts'

export interface KeptChild {
  /** Nobody has stopped it. */
  isWanted(): boolean
  /** Starts it anew, as when what it was given has changed. */
  restart(): void
  stop(graceMs: number): Promise<void>
  kill(): void
}

export interface KeepRunningOptions extends Omit<ChildOptions, 'env'> {
  /** As people call it, with an article. */
  readonly name: string
  /** Asked at each start. */
  readonly env: () => NodeJS.ProcessEnv
  readonly warn: (sentence: string) => void
  /** Told after so many ends in a row; true gives up. */
  readonly onEnd?: (endsInARow: number) => boolean
}

const waitMsMin = 500
const waitMsMax = 30_000
/** Who lives so long was started well: what ends it then is another trouble. */
const goodLifeMs = 60_000

/** Starts a child, and again whenever it ends: at once the first time, then after longer and longer waits. */
export function keepRunning(options: KeepRunningOptions): KeptChild {
  const { name, env, warn, onEnd } = options
  let child: Child | null = null
  let timer: NodeJS.Timeout | null = null
  let isStopping = false
  let isRestarting = false
  let endsInARow = 0

  const start = () => {
    timer = null
    const started = Date.now()
    const current = spawnChild({ ...options, env: env() })
    child = current
    void current.ended.then((how) => {
      child = null
      if (isStopping) return
      if (isRestarting) {
        isRestarting = false
        return start()
      }
      endsInARow = Date.now() - started > goodLifeMs ? 1 : endsInARow + 1
      if (onEnd?.(endsInARow)) return
      const waitMs = endsInARow === 1 ? waitMsMin : Math.min(waitMsMin * 2 ** endsInARow, waitMsMax)
      warn(`${name} ended (${how}); it is started again${waitMs > 1000 ? ` in ${waitMs / 1000} s` : ''}.`)
      timer = setTimeout(start, waitMs)
    })
  }
  start()

  return {
    isWanted: () => !isStopping,
    restart() {
      if (child === null) return
      isRestarting = true
      void child.stop(5000)
    },
    async stop(graceMs) {
      isStopping = true
      if (timer !== null) clearTimeout(timer)
      await child?.stop(graceMs)
    },
    kill() {
      isStopping = true
      if (timer !== null) clearTimeout(timer)
      child?.kill()
    },
  }
}
