import { rememberBy } from '#scanner/model/remember-by.ts'
import type { CallStep, Condition, Step } from '#scanner/model/steps.ts'
import { assigned, evaluate, type Known, keyOf, type Outcome, refine, type Values } from './path-values.ts'

/** What is asked of a function: where the pages of one acquire go on its paths. */
export interface PathQuestion {
  readonly steps: readonly Step[]
  /** Index into `BlobFacts.calls`. */
  readonly acquire: number
  /** Text of the number of pages that are asked for; `null` where the result is not their number. */
  readonly wanted: string | null
  /** Local that the pages are in. */
  readonly carrier: string
  /** Whether a name is that of a pointer, whose being there is no error. */
  readonly isPointer: (name: string) => boolean
  /** Whether a call drops the pages. */
  readonly isDrop: (step: CallStep) => boolean
  /** Whether a call that is given the pages leaves them alone: frees the array, prints. */
  readonly isHarmless: (callee: string) => boolean
}

/** A way out of the function on an error with pages that nobody drops. */
export interface Leak {
  /** Where it leaves: the last jump before it or the exit itself. */
  readonly line: number
  readonly exit: number
  /** Only when fewer pages than asked for were taken. */
  readonly isPartial: boolean
}

export interface Paths {
  readonly leaks: readonly Leak[]
  /** Two calls that drop the same pages on one path, as indexes into `BlobFacts.calls`, and their lines. */
  readonly doubles: readonly { readonly row: number; readonly line: number; readonly first: number }[]
  /** Calls that drop as many pages as were asked for where fewer may have been taken: the line of each. */
  readonly overdrops: readonly number[]
}

/** States of a function that are looked at; one that has more is not understood. */
const statesMax = 6000

interface State {
  readonly at: number
  readonly outcome: Outcome
  /** The pages are dropped, or handed to somebody who will. */
  readonly settled: boolean
  /** A release was passed by under a condition that nothing is known of. */
  readonly doubtful: boolean
  readonly wanted: string | null
  readonly names: ReadonlyMap<string, Known>
  readonly known: ReadonlyMap<string, boolean>
  /** What was dropped by which text, with the index of the step. */
  readonly drops: ReadonlyMap<string, number>
  /** Line of the last jump since the acquire. */
  readonly left: number
}

/**
 * Follows the paths of a function through its acquire, with what conditions say of its result and of error codes.
 * `null` if there are too many of them. First as if calls that are given the pages kept none of them; if then the
 * function succeeds with pages that it has not dropped, some call or store must have taken them, and each may have.
 */
export function walkPaths(question: PathQuestion): Paths | null {
  const known = keptPaths(question.steps)
  const key = questionKey(question)
  const same = known.get(key)
  if (same !== undefined) return same
  const shape = shapeOf(question)
  const first = walk(question, shape, false)
  const paths = first === null || !first.handsOn ? first : walk(question, shape, true)
  known.set(key, paths)
  return paths
}

/** Answers by the steps that they are of: of a later revision only what changed is walked. */
const keptPaths = rememberBy<readonly Step[], Map<string, Paths | null>>(() => new Map())

/** All of a question but its steps. */
function questionKey({ steps, acquire, wanted, carrier, isPointer, isDrop, isHarmless }: PathQuestion): string {
  const listWhere = (holds: (step: Step) => boolean) => steps.flatMap((step, at) => (holds(step) ? [at] : []))
  const drops = listWhere((step) => step.kind === 'call' && isDrop(step))
  const harmless = listWhere((step) => step.kind === 'call' && isHarmless(step.callee))
  const pointers = listWhere((step) => step.kind === 'exit' && isPointer(step.value))
  return JSON.stringify([acquire, wanted, carrier, drops, harmless, pointers])
}

function walk(
  question: PathQuestion,
  shape: Shape,
  callsTake: boolean,
): (Paths & { readonly handsOn: boolean }) | null {
  const { steps, carrier } = question
  const leaks = new Map<number, Leak>()
  const doubles = new Map<number, Paths['doubles'][number]>()
  const overdrops = new Set<number>()
  let handsOn = false
  const seen = new Set<string>()
  const stateKey = stateKeys()
  const queue: State[] = [
    {
      at: 0,
      outcome: 'before',
      settled: false,
      doubtful: false,
      wanted: question.wanted,
      names: new Map(),
      known: new Map(),
      drops: new Map(),
      left: 0,
    },
  ]
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const key = stateKey(state)
    if (seen.has(key)) continue
    seen.add(key)
    if (seen.size > statesMax) return null
    const step = steps[state.at]
    if (step === undefined) continue
    const holds = state.outcome === 'some' || state.outcome === 'all'
    switch (step.kind) {
      case 'call':
        queue.push(...afterCall(state, step))
        break
      case 'set':
        queue.push(afterSet(state, step.name, step.value))
        break
      case 'store':
        queue.push({ ...state, at: state.at + 1, settled: state.settled || holds })
        break
      case 'if':
        queue.push(...afterIf(state, step.condition, step.other))
        break
      case 'goto':
        queue.push({ ...state, at: step.to, left: holds ? step.line : state.left })
        break
      case 'skip':
        queue.push({ ...state, at: step.to })
        break
      case 'switch':
        queue.push(...afterSwitch(state, step.value, step.to))
        break
      case 'loop': {
        const passes = holds && !shape.takesAgain(state.at, step.end) && settlesWithin(state.at + 1, step.end)
        queue.push({ ...state, at: state.at + 1, settled: state.settled || passes })
        break
      }
      case 'exit':
        if (holds && !state.settled) leave(state, step.line, step.value)
        break
    }
  }
  const whole = new Set(
    [...leaks.values()].filter(({ isPartial }) => !isPartial).map(({ exit, line }) => `${exit} ${line}`),
  )
  return {
    leaks: [...leaks.values()].filter(({ isPartial, exit, line }) => !isPartial || !whole.has(`${exit} ${line}`)),
    doubles: [...doubles.values()],
    overdrops: [...overdrops],
    handsOn,
  }

  function leave(state: State, line: number, value: string): void {
    const isError = isErrorValue(value, state)
    if (!isError) {
      if (state.outcome === 'all' && !state.doubtful) handsOn = true
      return
    }
    if (state.doubtful) return
    const from = state.left === 0 ? line : state.left
    const isPartial = state.outcome === 'some'
    leaks.set(from * 2 + (isPartial ? 1 : 0), { line: from, exit: line, isPartial })
  }

  function afterCall(state: State, step: CallStep): readonly State[] {
    const next = { ...state, at: state.at + 1 }
    if (step.row === question.acquire) {
      // another round of a loop takes other pages
      if (state.outcome !== 'before') return []
      const outcomes: readonly Outcome[] =
        question.wanted === null || question.wanted === '1' ? ['none', 'all'] : ['none', 'some', 'all']
      return outcomes.map((outcome): State => ({ ...next, outcome }))
    }
    if (state.outcome !== 'some' && state.outcome !== 'all') return [next]
    if (question.isDrop(step)) {
      const before = state.drops.get(step.first)
      if (before !== undefined && before !== state.at && step.row !== undefined) {
        doubles.set(step.row, { row: step.row, line: step.line, first: steps[before]?.line ?? 0 })
      }
      if (state.outcome === 'some' && state.wanted !== null && step.count === state.wanted) overdrops.add(step.line)
      return [{ ...next, settled: true, drops: new Map(state.drops).set(step.first, state.at) }]
    }
    return [{ ...next, settled: state.settled || takes(step, state.at) }]
  }

  /** A call that is given the pages and may keep them. */
  function takes(step: CallStep, at: number): boolean {
    const mayTake = step.given.some((name) => shape.holders.has(name)) && !question.isHarmless(step.callee)
    return mayTake && (callsTake || !shape.leadsToDrop(at))
  }

  /** A loop that drops the pages one by one, or puts them somewhere, does so with all of them: it runs as often as there are pages. */
  function settlesWithin(from: number, to: number): boolean {
    return steps.slice(from, to).some((step, nth) => {
      if (step.kind === 'store') return shape.holders.has(step.base)
      return step.kind === 'call' && (question.isDrop(step) || takes(step, from + nth))
    })
  }

  /** A value that is asked again is what it was. */
  function afterSwitch(state: State, value: string, to: readonly number[]): readonly State[] {
    return to.flatMap((at, nth): State[] => {
      const keys = to.map((_unused, other) => `switch ${value} ${other}`)
      const before = keys.findIndex((key) => state.known.get(key) === true)
      if (before >= 0) return before === nth ? [{ ...state, at }] : []
      return [{ ...state, at, known: new Map(state.known).set(`switch ${value} ${nth}`, true) }]
    })
  }

  function afterSet(state: State, name: string, text: string): State {
    const values = valuesOf(state)
    const value = shape.namesAsked.has(name) ? assigned(text, values) : null
    const names = withValue(state.names, name, value)
    const mentions = shape.mentionOf(name)
    const holds = state.outcome === 'some' || state.outcome === 'all'
    return {
      ...state,
      at: state.at + 1,
      names,
      known: withoutMention(state.known, mentions),
      drops: withoutMention(state.drops, mentions),
      wanted: state.outcome !== 'before' && state.wanted !== null && mentions.test(state.wanted) ? null : state.wanted,
      settled: state.settled || (holds && name === carrier),
    }
  }

  function afterIf(state: State, condition: Condition, other: number): readonly State[] {
    const told = evaluate(condition, valuesOf(state))
    const { key, turned } = keyOf(condition)
    const before = told === null ? state.known.get(key) : undefined
    const holds = told ?? (before === undefined ? null : before !== turned)
    const go = (taken: boolean): State => {
      const at = taken ? state.at + 1 : other
      if (holds !== null) return { ...state, at }
      const refined = refine(condition, taken)
      const names =
        refined === null || !shape.namesAsked.has(refined[0]) ? state.names : withValue(state.names, ...refined)
      const known = shape.keysAsked.has(key) ? new Map(state.known).set(key, taken !== turned) : state.known
      const passesBy = state.outcome !== 'before' && shape.passesDrop(state.at, taken)
      return { ...state, at, names, known, doubtful: state.doubtful || passesBy }
    }
    return holds === null ? [go(false), go(true)] : [go(holds)]
  }

  function valuesOf(state: State): Values {
    return {
      outcome: state.outcome,
      resultText: `$${question.acquire}`,
      wanted: state.wanted,
      carrier,
      names: state.names,
    }
  }

  function isErrorValue(value: string, state: State): boolean {
    const known = assigned(value, valuesOf(state))
    return known === 'negative' || (known === 'nonzero' && !question.isPointer(value))
  }
}

function withoutMention<Value>(map: ReadonlyMap<string, Value>, mentions: RegExp): ReadonlyMap<string, Value> {
  return [...map.keys()].some((key) => mentions.test(key))
    ? new Map([...map].filter(([key]) => !mentions.test(key)))
    : map
}

/** The very same map where nothing changes: its text is then known. */
function withValue(names: State['names'], name: string, value: Known | null): State['names'] {
  if ((names.get(name) ?? null) === value) return names
  const changed = new Map(names)
  if (value === null) changed.delete(name)
  else changed.set(name, value)
  return changed
}

/** Keys of states, equal for equal ones. They share most of their maps with the state before, so that few maps are spelt out. */
function stateKeys(): (state: State) => string {
  const ids = new WeakMap<ReadonlyMap<string, unknown>, number>()
  const idOfText = new Map<string, number>()
  const idOf = (map: ReadonlyMap<string, unknown>): number => {
    if (map.size === 0) return -1
    const known = ids.get(map)
    if (known !== undefined) return known
    const text = [...map]
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join()
    const id = idOfText.get(text) ?? idOfText.size
    idOfText.set(text, id)
    ids.set(map, id)
    return id
  }
  return ({ at, outcome, settled, doubtful, wanted, names, known, drops, left }) =>
    `${at} ${outcome}${settled ? ' settled' : ''}${doubtful ? ' doubtful' : ''} ${idOf(names)} ${idOf(known)} ${idOf(drops)} ${left} ${wanted}`
}

interface Shape {
  /** Whether the acquire stands between two steps. */
  readonly takesAgain: (from: number, to: number) => boolean
  /** Locals that the pages are in, or that are made of such. */
  readonly holders: ReadonlySet<string>
  /** Names that conditions or ways out look at. */
  readonly namesAsked: ReadonlySet<string>
  /** Conditions that are asked more than once. */
  readonly keysAsked: ReadonlySet<string>
  readonly hasDrop: (from: number, to: number) => boolean
  /** Finds a name in a text. */
  readonly mentionOf: (name: string) => RegExp
  /** Whether a drop may follow a step. */
  readonly leadsToDrop: (at: number) => boolean
  /** Whether a condition guards a drop that its other side passes by, to go on behind it as if nothing was. */
  readonly passesDrop: (at: number, holds: boolean) => boolean
}

function shapeOf({ steps, acquire, carrier, isDrop }: PathQuestion): Shape {
  const acquireSteps: number[] = []
  const drops: number[] = []
  const namesAsked = new Set<string>()
  const asked = new Map<string, number>()
  steps.forEach((step, index) => {
    if (step.kind === 'call') {
      if (step.row === acquire) acquireSteps.push(index)
      else if (isDrop(step)) drops.push(index)
    } else if (step.kind === 'if') {
      const { key } = keyOf(step.condition)
      asked.set(key, (asked.get(key) ?? 0) + 1)
      for (const name of key.match(/[A-Za-z_]\w*/g) ?? []) namesAsked.add(name)
    } else if (step.kind === 'exit') for (const name of step.value.match(/[A-Za-z_]\w*/g) ?? []) namesAsked.add(name)
  })
  // what is copied into a name that is asked for is asked for too
  for (let size = -1; size !== namesAsked.size; ) {
    size = namesAsked.size
    for (const step of steps) {
      if (step.kind === 'set' && namesAsked.has(step.name) && /^\w+$/.test(step.value)) namesAsked.add(step.value)
    }
  }
  const holders = new Set([carrier])
  for (let size = -1; size !== holders.size; ) {
    size = holders.size
    for (const step of steps) {
      if (step.kind === 'set' && step.value.match(/[A-Za-z_]\w*/g)?.some((name) => holders.has(name)))
        holders.add(step.name)
    }
  }
  const passesDropThen = remembered((at: number) => passesDrop(at, true))
  const passesDropElse = remembered((at: number) => passesDrop(at, false))
  const hasDrop = (from: number, to: number) => drops.some((at) => at >= from && at < to)
  return {
    takesAgain: (from, to) => acquireSteps.some((at) => at > from && at < to),
    holders,
    namesAsked,
    keysAsked: new Set([...asked].filter(([, times]) => times > 1).map(([key]) => key)),
    hasDrop,
    mentionOf: remembered((name) => new RegExp(`\\b${name}\\b`)),
    leadsToDrop: remembered((at) => reaches(steps, at + 1, (index) => drops.includes(index))),
    passesDrop: (at, holds) => (holds ? passesDropThen : passesDropElse)(at),
  }

  function passesDrop(at: number, holds: boolean): boolean {
    const step = steps[at]
    if (step?.kind !== 'if' || step.other <= at) return false
    const over = steps[step.other - 1]
    const end = over?.kind === 'skip' && over.to > step.other ? over.to : step.other
    return holds
      ? hasDrop(step.other, end) && falls(steps, step.other, end)
      : hasDrop(at + 1, step.other) && falls(steps, at + 1, step.other)
  }
}

/** Asked again and again in states that differ in other things. */
function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key)
    known.set(key, made)
    return made
  }
}

/** Whether the end of a branch is reached from its start without jumping out of it. */
function falls(steps: readonly Step[], from: number, end: number): boolean {
  return reaches(steps, from, (index) => index >= end, true)
}

function reaches(
  steps: readonly Step[],
  from: number,
  isWanted: (index: number) => boolean,
  staysInside = false,
): boolean {
  const seen = new Set<number>()
  const queue = [from]
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (seen.has(index)) continue
    seen.add(index)
    if (isWanted(index)) return true
    const step = steps[index]
    if (step === undefined || step.kind === 'exit') continue
    if (step.kind === 'goto') {
      if (!staysInside) queue.push(step.to)
    } else if (step.kind === 'skip') queue.push(step.to)
    else if (step.kind === 'switch') queue.push(...step.to)
    else if (step.kind === 'if') queue.push(index + 1, step.other)
    else queue.push(index + 1)
  }
  return false
}
