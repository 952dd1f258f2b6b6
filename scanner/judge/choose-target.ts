import type { Site, Survey } from '#scanner/model/linked.ts'

/** What takes pages of a vector, newest first. */
const vectorTargets = ['iov_iter_extract_bvecs', 'iov_iter_extract_pages'] as const

/**
 * The call to convert to: where pages are taken to travel in a vector, what extracts them from an iterator; else the
 * first target of the API that this tree declares. A tree without headers offers the first.
 */
export function chooseTarget(site: Site, { declared }: Survey): string | null {
  const { api } = site
  if (api.targets.length === 0) return null
  const isVector = api.role === 'acquire' && api.family === 'get' && site.class === 'bvec'
  const targets = isVector ? [...vectorTargets, ...api.targets] : api.targets
  if (declared.size === 0) return api.targets[0] ?? null
  return targets.find((target) => declared.has(target)) ?? null
}
