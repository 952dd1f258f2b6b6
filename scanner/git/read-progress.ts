/** What git says of a transfer. */
export interface GitProgress {
  /** Git's own line. */
  readonly line: string
  /** From 0 to 1 over the whole transfer; `null` while only the server knows how much there is. */
  readonly part: number | null
}

/** Git counts each stage from 0 to 100 %; how much of a large clone's time each takes. */
const stages: readonly (readonly [name: string, from: number, to: number])[] = [
  ['Receiving objects', 0, 0.7],
  ['Resolving deltas', 0.7, 1],
]

export interface ProgressReader {
  push(chunk: Buffer): void
  end(): void
}

/** Splits what git writes to standard error into progress, which it overwrites with carriage returns, and everything else. */
export function readProgress(
  onProgress: (progress: GitProgress) => void,
  onLine: (line: string) => void,
): ProgressReader {
  let rest = ''
  const take = (line: string) => {
    const plain = line.trim()
    if (plain === '') return
    const found = /^(?:remote: )?([A-Z][a-z]+(?: [a-z]+)*): +(?:(\d+)%|\d+)/.exec(plain)
    if (found === null) onLine(plain)
    else onProgress({ line: plain, part: partOf(found[1] ?? '', found[2]) })
  }
  return {
    push(chunk) {
      const lines = (rest + chunk.toString()).split(/[\r\n]/)
      rest = lines.pop() ?? ''
      lines.forEach(take)
    },
    end: () => take(rest),
  }
}

function partOf(name: string, percent: string | undefined): number | null {
  const stage = stages.find(([stageName]) => stageName === name)
  if (stage === undefined || percent === undefined) return null
  const [, from, to] = stage
  return from + ((to - from) * Number(percent)) / 100
}
