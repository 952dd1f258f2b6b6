import { loadavg } from 'node:os'
import { BenchError } from '../bench-error.ts'
import { processorMs } from './processor-time.ts'
import type { Service } from './run-start.ts'

export interface PageTime {
  readonly path: string
  /** Milliseconds from the request to the last byte, over loopback, one request at a time. */
  readonly median: number
  readonly p95: number
  readonly bytes: number
  /** Mean milliseconds that the server computed; `null` where that is not known. */
  readonly processor: number | null
  readonly load: number
}

const warmUps = 10

/** Asks for each page in turn, round by round, so that each sees the same load; `pid` is the server's. */
export async function timePages(
  { url, pid }: Pick<Service, 'url' | 'pid'>,
  paths: readonly string[],
  rounds: number,
): Promise<readonly PageTime[]> {
  const times = new Map<string, number[]>(paths.map((path) => [path, []]))
  const sizes = new Map<string, number>()
  const computed = new Map<string, number>()
  const load = loadavg()[0] ?? 0
  for (let round = -warmUps; round < rounds; round++) {
    for (const path of paths) {
      const before = processorMs(pid)
      const started = performance.now()
      const answer = await fetch(`${url}${path}`, { redirect: 'manual' })
      const bytes = (await answer.arrayBuffer()).byteLength
      if (answer.status !== 200) throw new BenchError(`${path} is answered with ${answer.status}.`)
      sizes.set(path, bytes)
      if (round < 0) continue
      times.get(path)?.push(performance.now() - started)
      computed.set(path, (computed.get(path) ?? 0) + (processorMs(pid) ?? Number.NaN) - (before ?? Number.NaN))
    }
  }
  return paths.map((path) => {
    const sorted = (times.get(path) ?? []).toSorted((a, b) => a - b)
    const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
    const processor = (computed.get(path) ?? Number.NaN) / rounds
    return {
      path,
      median: at(0.5),
      p95: at(0.95),
      bytes: sizes.get(path) ?? 0,
      processor: Number.isNaN(processor) ? null : processor,
      load,
    }
  })
}

/** One address of each kind of page, found as a visitor finds them. */
export async function findPages(url: string, slug: string): Promise<readonly string[]> {
  const text = async (path: string) => await (await fetch(`${url}${path}`)).text()
  const first = async (page: string, pattern: RegExp) => {
    const found = pattern.exec(await text(page))?.[1]
    if (found === undefined) throw new BenchError(`${page} has no link like ${pattern.source}.`)
    return found
  }
  const tree = `/${slug}`
  return [
    tree,
    `${tree}/sites`,
    `${tree}/sites?status=unconverted&role=acquire&sort=subsystem`,
    await first(`${tree}/sites?status=converted&role=acquire`, new RegExp(`href="?(${tree}/sites/[0-9a-f]{16})`)),
    `${tree}/subsystems`,
    await first(`${tree}/subsystems`, new RegExp(`href="?(${tree}/subsystems/[a-z0-9-]+)`)),
    `${tree}/maintainers`,
    await first(`${tree}/maintainers`, new RegExp(`href="?(${tree}/maintainers/[^"?\\s>]+@[^"?\\s>]+)`)),
    '/scans',
    `/api/trees${tree}/sites`,
  ]
}
