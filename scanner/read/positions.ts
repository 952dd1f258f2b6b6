import type { Position } from '#scanner/model/facts.ts'

export interface Positions {
  at(offset: number): Position
}

/** Offsets to 1-based lines and byte columns; lines end in LF, so that a CR is the last byte of its line. */
export function indexPositions(text: string): Positions {
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  return {
    at(offset) {
      let low = 0
      let high = lineStarts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((lineStarts[middle] ?? 0) <= offset) low = middle
        else high = middle - 1
      }
      return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 }
    },
  }
}
