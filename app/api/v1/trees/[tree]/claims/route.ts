import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { claimSites } from '#app/_people/actions/claim-sites.ts'
import { newClaimsSchema } from '#app/_people/claim.ts'
import { answerClaimList } from '#app/_people/queries/answer-claim-list.ts'
import { listClaims } from '#app/_people/queries/list-claims.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'

interface ClaimsRouteContext {
  readonly params: Promise<{ readonly tree: string }>
}

/** Claims of a tree: `state`, `person`, `subsystem`, `site` narrow; `limit` and `cursor` page. */
export async function GET(request: Request, { params }: ClaimsRouteContext): Promise<Response> {
  return answerClaimList(getDatabase(), (await params).tree, new URL(request.url).searchParams)
}

/** Claims or assigns sites: `{ sites | filter, person?, note?, due? }`. */
export async function POST(request: Request, { params }: ClaimsRouteContext): Promise<Response> {
  const { tree: slug } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: newClaimsSchema,
    async act(tx, origin, body) {
      const { created, claimIds, treeId } = await claimSites(tx, origin, slug, body)
      const { revision } = await openNewest(tx, slug)
      return { status: 201, body: { created, claims: [...(await listClaims(tx, treeId, revision, { claimIds }))] } }
    },
  })
}
