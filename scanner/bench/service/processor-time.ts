import { readFileSync } from 'node:fs'

/** Hundredths of a second are what Linux counts in. */
const tickMs = 10

/**
 * Milliseconds that a process and what it started have computed so far, all threads together; `null` where nobody tells (only Linux does). On a
 * machine that others use too this says more of what an answer costs than the time it took.
 */
export function processorMs(pid: number): number | null {
  const ticks = [...family(pid)].map(ticksOf).filter((value) => value !== null)
  return ticks.length === 0 ? null : ticks.reduce((sum, value) => sum + value, 0) * tickMs
}

function* family(pid: number): Generator<number> {
  yield pid
  for (const child of (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean))
    yield* family(Number(child))
}

/** What a process's ended children have computed, in the same way. */
export function endedChildrenMs(pid: number): number | null {
  const ticks = addTimes(pid, 16)
  return ticks === null ? null : ticks * tickMs
}

const ticksOf = (pid: number): number | null => addTimes(pid, 14)

/** User time, which is this field of proc(5)'s stat, and system time, the next, counted from behind the name, which may have blanks and brackets. */
function addTimes(pid: number, field: number): number | null {
  const text = read(`/proc/${pid}/stat`)
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? []
  const [user, system] = [Number(fields[field - 3]), Number(fields[field - 2])]
  return Number.isInteger(user) && Number.isInteger(system) ? user + system : null
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
