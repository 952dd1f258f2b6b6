import { z } from 'zod'
import { ensureOwner } from '#app/_people/actions/ensure-owner.ts'
import type { Actor } from '#app/_people/actor.ts'
import { clientAddress } from '#app/_people/client-address.ts'
import { may } from '#app/_people/permissions.ts'
import { requireHolder } from '#app/_people/queries/require-holder.ts'
import { Refusal } from '#app/_people/refusal.ts'
import { isReadOnly, readSignIn } from '#app/_people/sign-in-settings.ts'
import { mayAddTrees } from '#app/_scans/may-add-trees.ts'
import { isSameOrigin } from '#app/_web/is-same-origin.ts'
import { readBody as readText } from '#app/_web/read-body.ts'
import { overviewPath, scanApiPath, scanPath } from '#app/_web/routes.ts'
import type { Database } from '#prisma/client.ts'
import { ScanRequestError } from '#prisma/request-scan.ts'
import { addTreeAs } from './manage-trees.ts'

export interface ScanAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

const names = z.array(z.string().max(500)).max(1000)
const bodySchema = z.strictObject({
  repo: z.string(),
  revisions: names.optional(),
  tags: names.optional(),
  /** As ISO 8601 has it; a date alone is its first moment in UTC. */
  since: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  every: z.int().min(1).max(2_147_483_647).optional(),
})

const bodyBytesMax = 1_000_000

const explanation =
  'The body should be JSON: {"repo": path or URL, "revisions": [names], "tags": [patterns], "since": "2024-03-01", "every": 100}, all but the first as wished.'

/**
 * What `POST /api/scans` answers; `listensOn` is the server's own address. Refuses pages of other sites: a browser would send them here
 * with whatever rights its user has.
 */
export async function answerScanRequest(database: Database, request: Request, listensOn: string): Promise<ScanAnswer> {
  if (!isSameOrigin(request.headers)) return refuse(403, 'Pages of other sites may not ask for scans.')
  const actor = isReadOnly(process.env) ? null : await findAsker(database, request.headers, listensOn)
  if (actor === null)
    return refuse(
      403,
      'Scans are asked for on the machine that Pinwatch runs on, under its own name, or with the token of an admin. Or use `npx pinwatch scan --repo DIR` there.',
    )
  if (!/^application\/json\b/.test(request.headers.get('content-type') ?? '')) {
    return refuse(415, `The content type should be application/json. ${explanation}`)
  }
  const body = await readBody(request)
  if (!body.success) return refuse(400, explanation)
  const { repo, revisions = [], tags = [], since, every } = body.data
  try {
    const origin = { actor, via: 'api', address: clientAddress(request.headers) } as const
    const wish = {
      source: repo,
      revisions,
      tags,
      since: since === undefined ? null : new Date(since),
      every: every ?? null,
    }
    const { scanId, slug, joined } = await database.$transaction((tx) => addTreeAs(tx, origin, wish))
    return {
      status: 202,
      headers: { location: scanApiPath(scanId) },
      body: {
        id: scanId,
        scan: scanApiPath(scanId),
        page: scanPath(scanId),
        tree: overviewPath(slug, { rev: null }),
        joined,
      },
    }
  } catch (error) {
    if (error instanceof ScanRequestError) return refuse(400, error.message)
    throw error
  }
}

/** The one owner where nobody signs in; else whose token it is, if that may. */
async function findAsker(database: Database, headers: Headers, listensOn: string): Promise<Actor | null> {
  if (readSignIn(process.env) === null && mayAddTrees(listensOn, headers.get('host'))) return ensureOwner(database)
  try {
    const { actor, scopes } = await requireHolder(database, headers)
    return scopes.includes('admin') && may(actor.role, 'manage trees') ? actor : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

const refuse = (status: number, error: string): ScanAnswer => ({ status, body: { error } })

async function readBody(request: Request) {
  const text = await readText(request, bodyBytesMax)
  try {
    return bodySchema.safeParse(text === null ? null : JSON.parse(text))
  } catch {
    return bodySchema.safeParse(null)
  }
}
