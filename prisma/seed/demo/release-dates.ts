import type { DemoTag } from './story.ts'

/** Days of release, in UTC. */
const days: Readonly<Record<DemoTag, string>> = {
  'v5.1': '2019-05-06',
  'v5.3': '2019-09-16',
  'v5.5': '2020-01-27',
  'v5.6': '2020-03-30',
  'v5.10': '2020-12-14',
  'v5.15': '2021-11-01',
  'v5.19': '2022-08-01',
  'v6.1': '2022-12-12',
  'v6.3': '2023-04-24',
  'v6.6': '2023-10-30',
  'v6.10': '2024-07-15',
  'v6.12': '2024-11-18',
}

/** Seconds since 1970 at which a release was tagged. */
export function releasedAt(tag: DemoTag): number {
  return Date.parse(`${days[tag]}T09:30:00Z`) / 1000
}

/** When the first commit of all was made. */
export const begunAt = Date.parse('2019-03-11T08:15:00Z') / 1000
