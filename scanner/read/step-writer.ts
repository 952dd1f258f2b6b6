import type { Step } from '#scanner/model/steps.ts'

/** Functions with more steps than this are odd input and are not followed. */
const stepsMax = 1500

/** A list of steps that is being written; jumps are written first and told where they go later. */
export interface StepWriter {
  /** Nothing more can be made of this function. */
  readonly hasFailed: () => boolean
  readonly fail: () => void
  /** Index of the step that comes next. */
  readonly here: () => number
  /** Index of the added step. */
  readonly add: (step: Step) => number
  /** Tells a jump, condition or loop where it goes. */
  readonly aim: (index: number, to: number) => void
  readonly label: (name: string) => void
  readonly jump: (line: number, label: string) => void
  /** The steps with an exit behind the last one; `null` where they could not be written. `sources`: of each its index before. */
  readonly finish: (line: number) => { readonly steps: readonly Step[]; readonly sources: readonly number[] } | null
}

export function createStepWriter(): StepWriter {
  const steps: Step[] = []
  const labels = new Map<string, number>()
  const jumps: { readonly index: number; readonly label: string }[] = []
  let failed = false
  const writer: StepWriter = {
    hasFailed: () => failed,
    fail: () => {
      failed = true
    },
    here: () => steps.length,
    add: (step) => {
      if (steps.length >= stepsMax) failed = true
      else steps.push(step)
      return steps.length - 1
    },
    aim: (index, to) => {
      const step = steps[index]
      if (step !== undefined) steps[index] = aimed(step, to)
    },
    label: (name) => {
      labels.set(name, steps.length)
    },
    jump: (line, label) => {
      jumps.push({ index: writer.add({ line, kind: 'goto', to: -1 }), label })
    },
    finish: (line) => {
      for (const { index, label } of jumps) {
        const to = labels.get(label)
        if (to === undefined) failed = true
        else writer.aim(index, to)
      }
      writer.add({ line, kind: 'exit', value: '' })
      return failed ? null : withoutUnread(steps)
    },
  }
  return writer
}

function aimed(step: Step, to: number): Step {
  switch (step.kind) {
    case 'if':
      return { ...step, other: to }
    case 'loop':
      return { ...step, end: to }
    case 'goto':
    case 'skip':
      return { ...step, to }
    case 'switch':
      return { ...step, to: [...step.to, to] }
    default:
      return step
  }
}

/** Without values that are set and nobody looks at. */
function withoutUnread(steps: readonly Step[]): {
  readonly steps: readonly Step[]
  readonly sources: readonly number[]
} {
  const read = namesRead(steps)
  const sources = steps.flatMap((step, index) => (step.kind === 'set' && !read.has(step.name) ? [] : [index]))
  const moved = new Int32Array(steps.length + 1)
  let kept = 0
  for (let index = 0; index <= steps.length; index++) {
    moved[index] = kept
    if (sources[kept] === index) kept++
  }
  const at = (index: number) => moved[index] ?? kept
  const renumbered = sources.flatMap((source): Step[] => {
    const step = steps[source]
    if (step === undefined) return []
    switch (step.kind) {
      case 'if':
        return [{ ...step, other: at(step.other) }]
      case 'loop':
        return [{ ...step, end: at(step.end) }]
      case 'goto':
      case 'skip':
        return [{ ...step, to: at(step.to) }]
      case 'switch':
        return [{ ...step, to: step.to.map(at) }]
      default:
        return [step]
    }
  })
  return { steps: renumbered, sources }
}

function namesRead(steps: readonly Step[]): ReadonlySet<string> {
  const read = new Set<string>()
  const readIn = (text: string) => {
    for (const name of text.match(/[A-Za-z_]\w*/g) ?? []) read.add(name)
  }
  for (const step of steps) {
    if (step.kind === 'if') readIn(`${step.condition.left} ${step.condition.right}`)
    else if (step.kind === 'exit' || step.kind === 'switch') readIn(step.value)
    else if (step.kind === 'call') readIn(`${step.row === undefined ? '' : step.first} ${step.given.join(' ')}`)
  }
  for (let size = -1; size !== read.size; ) {
    size = read.size
    for (const step of steps) if (step.kind === 'set' && read.has(step.name)) readIn(step.value)
  }
  return read
}
