import type { Api } from '#scanner/model/api.ts'
import type { Survey } from '#scanner/model/linked.ts'

/** The call to convert to: the first target that this tree declares. A tree without headers offers the first. */
export function chooseTarget(api: Api, { declared }: Survey): string | null {
  if (declared.size === 0) return api.targets[0] ?? null
  return api.targets.find((target) => declared.has(target)) ?? null
}
