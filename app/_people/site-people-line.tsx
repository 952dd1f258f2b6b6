import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { listClaims } from '#app/_people/queries/list-claims.ts'
import { listTriage } from '#app/_people/queries/list-triage.ts'
import { openClaimStates } from '#scanner/model/claim.ts'
import { claimStateWords } from './claim-words.ts'
import { verdictWords } from './triage-words.ts'

/** One line of who works on a site and what a person decided of it, for the top of its page; nothing where nobody does. */
export async function SitePeopleLine({ context, siteId }: { readonly context: TreeContext; readonly siteId: number }) {
  const { tree, revision } = context
  const siteIds = [siteId]
  const [claims, [said]] = await Promise.all([
    listClaims(getDatabase(), tree.id, revision, { siteIds, states: openClaimStates }),
    listTriage(getDatabase(), tree.id, revision, { siteIds, decidedOnly: true }),
  ])
  if (claims.length === 0 && said === undefined) return null
  const parts = [
    ...claims.map(({ name, state }) => `${claimStateWords[state]} by ${name}`),
    ...(said === undefined
      ? []
      : [`${verdictWords[said.verdict]}${said.case === null ? '' : ` ${said.case}`}, says ${said.by}`]),
  ]
  return (
    <p className="break-anywhere mt-2 text-sm">
      <a href="#people">People</a>: {parts.join('; ')}
    </p>
  )
}
