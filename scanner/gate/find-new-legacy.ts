import { apiByName } from '#scanner/model/catalogue/index.ts'
import { describeEnds } from './describe-evidence.ts'
import { documentedCase } from './documented-case.ts'
import type { SiteStep } from './gate-site.ts'
import { holdOf } from './hold-of.ts'
import { nameCall } from './name-call.ts'
import { partnerOf } from './partner-of.ts'
import type { Problem } from './problem.ts'

/**
 * A call that takes plain references where none was, or where pages were pinned. One that a reviewed exemption covers is told with its
 * excuse. A site that lost an exemption since its function got another name is the old site.
 */
export function findNewLegacy({ was, is }: SiteStep): readonly Problem[] {
  const { row } = is
  if (row.role !== 'acquire') return []
  const isUndone = was !== null && holdOf(was) === 'pin' && holdOf(is) === 'reference'
  // a thin wrapper that is no API of the catalogue has users that nobody else counts
  const isWrapper = row.status === 'wrapper' && holdOf(is) === 'reference' && !apiByName.has(row.function ?? '')
  const isExempt = row.status === 'exempt' && holdOf(is) === 'reference'
  const isLegacy = row.status === 'unconverted' || isExempt || isWrapper
  if (!isLegacy && !(isUndone && row.status === 'unknown')) return []
  // how the called function holds pages is its own affair, and said there
  const isCarried = was !== null && was.row.status === 'converted' && was.row.api === row.api
  if (was !== null && !isUndone && !isCarried) return []
  if (isCarried && row.status !== 'unconverted') return []
  return [
    {
      about: 'new-unconverted',
      // who calls a function that is handed on is not seen
      certain: !isCarried && is.site.call.isValue !== true,
      at: is,
      other: null,
      message: row.status === 'exempt' ? whatOf({ was, is }) : `${whatOf({ was, is })} ${instead(is)}`,
      evidence: describeEnds(is),
      excuse: row.status === 'exempt' ? row.reason : null,
    },
  ]
}

function whatOf({ was, is }: SiteStep): string {
  if (is.site.call.isValue)
    return `${is.row.api}() is handed on${is.row.function === null ? '' : ` by ${is.row.function}()`} without being called here: whoever calls it takes plain references to user pages.`
  if (was === null)
    return `${nameCall(is)} takes plain references to user pages, which file systems and DMA cannot see.`
  if (was.row.api === is.row.api) return `${nameCall(is)} no longer pins the pages that it takes.`
  return `${nameCall(is)} takes plain references where ${was.row.api}() pinned the pages: the conversion is undone.`
}

function instead(is: SiteStep['is']): string {
  const { target } = is.row
  const document = documentedCase(is)
  if (target === null)
    return `This tree has no call that pins in its place; see ${document}, and say beside the call why it stays.`
  const partner = partnerOf(target)
  return `Use ${target}()${partner === null ? '' : ` and drop the pages with ${partner}()`} (${document}).`
}
