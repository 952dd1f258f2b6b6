import { getDatabase } from '#app/_data/database.ts'
import { listRemarks } from '#app/_data/list-remarks.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { getPriority } from '#app/_people/queries/get-priority.ts'
import { listClaims } from '#app/_people/queries/list-claims.ts'
import { listTriage } from '#app/_people/queries/list-triage.ts'
import { openClaimStates } from '#scanner/model/claim.ts'
import { claimStateWords } from './claim-words.ts'
import { describeRemark, verdictWords } from './triage-words.ts'

/** One line of who works on a site, and what a person or a comment in the code says of it, for the top of its page; nothing where nobody does. */
export async function SitePeopleLine({ context, siteId }: { readonly context: TreeContext; readonly siteId: number }) {
  const { tree, revision } = context
  const siteIds = [siteId]
  const [claims, [said], [remark], { priority }] = await Promise.all([
    listClaims(getDatabase(), tree.id, revision, { siteIds, states: openClaimStates }),
    listTriage(getDatabase(), tree.id, revision, { siteIds, decidedOnly: true }),
    listRemarks(getDatabase(), revision, siteIds),
    getPriority(getDatabase(), siteId),
  ])
  if (claims.length === 0 && said === undefined && remark === undefined && priority === 'normal') return null
  const parts = [
    ...(priority === 'normal' ? [] : [`${priority} priority`]),
    ...claims.map(({ name, state }) => `${claimStateWords[state]} by ${name}`),
    ...(said === undefined
      ? []
      : [`${verdictWords[said.verdict]}${said.case === null ? '' : ` ${said.case}`}, says ${said.by}`]),
    ...(remark === undefined ? [] : [describeRemark(remark)]),
  ]
  return (
    <p className="break-anywhere mt-2 text-sm">
      <a href="#people">People</a>: {parts.join('; ')}
    </p>
  )
}
