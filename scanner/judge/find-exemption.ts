import { kernelPathOf } from '#scanner/model/kernel-path.ts'
import type { Site } from '#scanner/model/linked.ts'
import { type Exemption, exemptions } from './exemptions.ts'
import type { Verdict } from './judgement.ts'
import { matchesPath } from './match-path.ts'

const byApi = indexByApi(exemptions)

/** The reviewed exemption that a site falls under, as a verdict with its evidence; `null` if none. */
export function findExemption({ api, file, function: inside }: Site): Verdict | null {
  for (const exemption of byApi.get(api.name) ?? []) {
    const { functions, paths, reason, evidence, note } = exemption
    if (functions !== null && !functions.includes(inside?.name ?? '')) continue
    if (!paths.some((pattern) => matchesPath(pattern, kernelPathOf(file)))) continue
    return {
      status: 'exempt',
      reason,
      case: exemption.case,
      evidence: [note, `${evidence.kind}: ${evidence.reference}`],
    }
  }
  return null
}

function indexByApi(all: readonly Exemption[]): ReadonlyMap<string, readonly Exemption[]> {
  const index = new Map<string, Exemption[]>()
  for (const exemption of all) {
    for (const api of exemption.apis) index.set(api, [...(index.get(api) ?? []), exemption])
  }
  return index
}
