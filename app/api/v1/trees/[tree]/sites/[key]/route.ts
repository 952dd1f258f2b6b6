import { getDatabase } from '#app/_data/database.ts'
import { openRevision, revisionHeaders } from '#app/_data/open-revision.ts'
import { listSiteItems } from '#app/_people/queries/list-site-items.ts'
import type { LifeState } from '#app/_site/compose-life-line.ts'
import { findLifeLine } from '#app/_site/queries/find-life-line.ts'
import { getSite } from '#app/_site/queries/get-site.ts'
import { getSiteElsewhere } from '#app/_site/queries/get-site-elsewhere.ts'
import { listSiteCode } from '#app/_site/queries/list-site-code.ts'
import { listRowsOf } from '#app/_sites/queries/list-site-rows.ts'
import { answerJson } from '#app/_web/api/answer-text.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { notThere } from '#app/_web/api/refusal.ts'
import { getSiteOperation, type SiteDetail } from './operation.ts'

export const GET = handleOperation(getSiteOperation, async ({ request, params: { tree: slug, key }, query }) => {
  const database = getDatabase()
  const { tree, revision } = await openRevision(database, slug, query.rev)
  const site = await getSite(database, tree.id, revision, key)
  if (site === null) {
    const elsewhere = await getSiteElsewhere(database, tree.id, key)
    throw notThere(
      elsewhere === null
        ? `No revision of ${tree.name} has a site ${key}.`
        : `${revision.label} has no site ${key}; ${elsewhere.revision.label} has it: ask with rev=${elsewhere.revision.commit.slice(0, 12)}.`,
    )
  }
  const [rows, states, code] = await Promise.all([
    listRowsOf(database, revision, [site.siteId]),
    findLifeLine(tree.id, revision.lineId, site.siteId),
    listSiteCode(database, revision, site),
  ])
  const [item] = await listSiteItems(database, { treeId: tree.id, revision }, rows)
  if (item === undefined) throw notThere(`${revision.label} has no site ${key} any more: ask again.`)
  const detail = { ...item, evidence: [...site.evidence], history: states.map(toState), code }
  return answerJson(request, detail, revisionHeaders(revision))
})

export { answerPreflight as OPTIONS }

function toState({ first, last, site, events }: LifeState<{ readonly name: string }>): SiteDetail['history'][number] {
  return {
    from: first.name,
    to: last.name,
    site:
      site === null
        ? null
        : { path: site.path, line: site.line, function: site.function, api: site.api, status: site.status },
    events: events.map(({ kind, attribution, commit, subject, authorName, authoredAt, trailers }) => ({
      kind,
      attribution,
      commit,
      subject,
      author: authorName,
      authored: authoredAt?.toISOString() ?? null,
      trailers: trailers.map(({ name, value }) => ({ name, value })),
    })),
  }
}
