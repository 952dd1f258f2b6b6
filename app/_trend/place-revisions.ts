import { bisectRight } from 'd3-array'
import { scaleUtc } from 'd3-scale'
import { formatTick } from '#app/_web/format.ts'

/** Where revisions stand on an axis of time from 0 to 100. */
export interface TimeAxis {
  /** One for each date, strictly rising. */
  readonly positions: readonly number[]
  /** Where the last revision ends to be all that is known. */
  readonly now: number
  /** How many dates lie before one of an earlier revision. */
  readonly skewed: number
  positionOf(date: Date): number
  readonly ticks: readonly { readonly position: number; readonly label: string }[]
}

/** Room for the last step, which would be a line without breadth. */
const rightPad = 3

/**
 * Places revisions, which come in order of ancestry, by their dates. Ancestry is the truth: a date before that of an ancestor counts as that
 * of the ancestor, and revisions of one day are moved apart so far that each can be seen and clicked. `until` is how far the axis goes on
 * beyond the last of them.
 */
export function placeRevisions(dates: readonly Date[], until?: Date): TimeAxis {
  const times = mendTimes(dates.map((date) => date.getTime()))
  const first = times[0] ?? 0
  const last = times.at(-1) ?? first
  const right = until === undefined ? 100 - rightPad : 100
  const end = Math.max(last, until?.getTime() ?? last)
  const scale = scaleUtc([new Date(first), new Date(end > first ? end : first + 1)], [0, right])
  const reach = end > last ? scale(last) : right
  const positions = keepApart(
    times.map((time) => scale(time)),
    Math.max(reach, Math.min(right, times.length * 0.5)),
  )
  const positionOf = (date: Date): number => {
    const time = date.getTime()
    if (time >= last) return end > last ? between(time, [last, end], [positions.at(-1) ?? 0, right]) : right
    const index = bisectRight(times, time)
    if (index === 0) return 0
    return between(time, [times[index - 1] ?? 0, times[index] ?? 0], [positions[index - 1] ?? 0, positions[index] ?? 0])
  }
  return {
    positions,
    now: until === undefined ? 100 : Math.min(100, (positions.at(-1) ?? 0) + 0.6),
    skewed: dates.filter((date, index) => date.getTime() < (times[index] ?? 0)).length,
    positionOf,
    ticks:
      times.length < 2
        ? []
        : nameOnce(scale.ticks(6).map((date) => ({ position: positionOf(date), label: formatTick(date) }))),
  }
}

/** Hours of one day have one name: it stands at the first of them. */
const nameOnce = (ticks: TimeAxis['ticks']): TimeAxis['ticks'] =>
  ticks.filter(({ label }, index) => label !== ticks[index - 1]?.label)

function mendTimes(times: readonly number[]): readonly number[] {
  let latest = Number.NEGATIVE_INFINITY
  return times.map((time) => {
    latest = Math.max(latest, time)
    return latest
  })
}

/** Moves positions to the right as far as needed, and those that do not fit any more back to the left. */
function keepApart(positions: readonly number[], right: number): readonly number[] {
  const gap = Math.min(0.6, right / Math.max(1, positions.length - 1))
  const placed = [...positions]
  for (let i = 1; i < placed.length; i++) placed[i] = Math.max(placed[i] ?? 0, (placed[i - 1] ?? 0) + gap)
  let limit = right
  for (let i = placed.length - 1; i >= 0; i--) {
    placed[i] = Math.max(0, Math.min(placed[i] ?? 0, limit))
    limit = (placed[i] ?? 0) - gap
  }
  return placed
}

function between(
  value: number,
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): number {
  return to === from ? end : start + ((value - from) / (to - from)) * (end - start)
}
