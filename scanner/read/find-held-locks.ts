import type { Held } from '#scanner/model/facts.ts'
import { followers, type Step } from '#scanner/model/steps.ts'
import { closedLock, openedLock } from './lock-names.ts'

type Locks = ReadonlyMap<string, Held>

/**
 * The lock that is held at each call on every way to it, by the index of its step: one under which nobody may sleep.
 * Locks that are taken on some ways only are not told.
 */
export function findHeldLocks(steps: readonly Step[]): ReadonlyMap<number, Held> {
  const before: (Locks | undefined)[] = [new Map()]
  const queue = [0]
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    const after = heldAfter(before[index] ?? new Map(), steps[index])
    for (const next of followers(steps, index)) {
      const known = before[next]
      const both = known === undefined ? after : common(known, after)
      if (known !== undefined && both.size === known.size) continue
      before[next] = both
      queue.push(next)
    }
  }
  const held = new Map<number, Held>()
  steps.forEach((step, index) => {
    const first = before[index]?.values().next().value
    if (step.kind === 'call' && first !== undefined) held.set(index, first)
  })
  return held
}

function heldAfter(held: Locks, step: Step | undefined): Locks {
  if (step?.kind !== 'call') return held
  const opened = openedLock(step.callee, step.first)
  if (opened !== null) {
    return new Map(held).set(opened, { line: step.line, text: `${step.callee}(${step.first})` })
  }
  const closed = closedLock(step.callee, step.first)
  if (closed === null || !held.has(closed)) return held
  const rest = new Map(held)
  rest.delete(closed)
  return rest
}

function common(one: Locks, other: Locks): Locks {
  return new Map([...one].filter(([key]) => other.has(key)))
}
