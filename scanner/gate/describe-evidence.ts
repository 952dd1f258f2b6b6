import { ruleSentences } from '#scanner/model/site.ts'
import type { GateEnd, GateSite } from './gate-site.ts'

/** How two ends were found to belong together, a sentence a line. */
export function describeEnd({ site }: GateSite, { pair, other }: GateEnd): readonly string[] {
  return [
    `${other.row.api}() at ${other.row.path}:${other.row.line} belongs to it, ${pair.grade} by the rule ${pair.rule}: ${ruleSentences[pair.rule]}`,
    ...pair.evidence.map(
      (step) =>
        `${step.path ?? (site.api.role === 'acquire' ? site : other.site).file.path}:${step.line}: ${step.text}`,
    ),
  ]
}

/** Evidence for a problem that several ends have part in. */
export function describeEnds(at: GateSite, ends: readonly GateEnd[] = at.ends): readonly string[] {
  return ends.slice(0, endsMax).flatMap((end) => describeEnd(at, end))
}

const endsMax = 6
