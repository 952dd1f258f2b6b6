export interface CrowdTime {
  /** Milliseconds. */
  readonly p95: number
  /** Answers that are none. */
  readonly wrong: number
}

const atOnce = 16
const requestsEach = 32

/** Asks for each page sixteen times at once, again and again, one page after the other. */
export async function timeCrowd(url: string, paths: readonly string[]): Promise<ReadonlyMap<string, CrowdTime>> {
  const crowds = new Map<string, CrowdTime>()
  for (const path of paths) {
    const times: number[] = []
    let left = requestsEach
    let wrong = 0
    const ask = async () => {
      while (left-- > 0) {
        const started = performance.now()
        const answer = await fetch(`${url}${path}`, { redirect: 'manual' }).catch(() => null)
        if (answer?.status !== 200) wrong++
        await answer?.arrayBuffer()
        times.push(performance.now() - started)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, ask))
    const sorted = times.toSorted((a, b) => a - b)
    crowds.set(path, { p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN, wrong })
  }
  return crowds
}
