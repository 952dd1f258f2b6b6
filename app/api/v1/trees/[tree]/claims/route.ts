import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { claimSites } from '#app/_people/actions/claim-sites.ts'
import { newClaimsSchema } from '#app/_people/claim.ts'
import { listClaimPart } from '#app/_people/queries/list-claim-part.ts'
import { listClaims } from '#app/_people/queries/list-claims.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { answerFresh } from '#app/_web/api/answer-fresh.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { listClaimsOperation } from './operation.ts'

interface ClaimsRouteContext {
  readonly params: Promise<{ readonly tree: string }>
}

export const GET = handleOperation(listClaimsOperation, async ({ params, query }) =>
  answerFresh(await listClaimPart(getDatabase(), params.tree, query)),
)

/** Claims or assigns sites: `{ sites | filter, person?, note?, due? }`. */
export async function POST(request: Request, { params }: ClaimsRouteContext): Promise<Response> {
  const { tree: slug } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: newClaimsSchema,
    async act(tx, origin, body) {
      const { created, claimIds, treeId } = await claimSites(tx, origin, slug, body)
      const { revision } = await openNewest(tx, slug)
      return {
        status: 201,
        body: { created, claims: [...(await listClaims(tx, treeId, revision, { claimIds }))] },
      }
    },
  })
}
