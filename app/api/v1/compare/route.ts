import type { z } from 'zod'
import { parseCompareQuery } from '#app/_compare/compare-query.ts'
import { type ComparedSite, compareRevisions } from '#app/_compare/queries/compare-revisions.ts'
import { findCompared } from '#app/_compare/queries/find-compared.ts'
import { getDatabase } from '#app/_data/database.ts'
import { formatCursor, parseCursor } from '#app/_sites/site-order.ts'
import { answerJson } from '#app/_web/api/answer-text.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { notThere, notUnderstood } from '#app/_web/api/refusal.ts'
import { type ComparisonKind, comparisonKinds } from '#scanner/model/classify-change.ts'
import { type comparedSiteSchema, compareOperation } from './operation.ts'

export const GET = handleOperation(
  compareOperation,
  async ({ request, url, query: { from, to, show, limit, cursor } }) => {
    const database = getDatabase()
    const { query, problems } = parseCompareQuery(url.searchParams)
    if (problems.length > 0)
      throw notUnderstood(problems.map(({ parameter, message }) => ({ pointer: parameter, detail: message })))
    const place = cursor === undefined ? null : parseCursor('path', cursor)
    if (cursor !== undefined && (place === null || show === undefined))
      throw notUnderstood([{ pointer: 'cursor', detail: 'cursor: it names no place of this list; it goes with show.' }])
    const sides = await findCompared(database, from, to)
    if (sides.kind === 'missing') throw notThere(sides.message)
    const { counts, sites, next } = await compareRevisions(
      database,
      { from: sides.from.revision, to: sides.to.revision },
      { ...query, cursor: place === null ? null : { side: 'after', place } },
      { each: limit, page: limit },
    )
    const listed: readonly ComparisonKind[] = show === undefined ? comparisonKinds : [show]
    return answerJson(request, {
      from: describe(sides.from),
      to: describe(sides.to),
      summary: Object.fromEntries(counts),
      items: sites.map(toItem),
      next: next === null ? null : formatCursor('path', next),
      total: listed.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0),
    })
  },
)

export { answerPreflight as OPTIONS }

const describe = ({
  tree,
  revision,
}: {
  readonly tree: { readonly slug: string }
  readonly revision: { readonly label: string; readonly commit: string }
}) => ({
  tree: tree.slug,
  revision: revision.label,
  commit: revision.commit,
})

const toItem = ({ key, ...site }: ComparedSite): z.output<typeof comparedSiteSchema> => ({
  kind: site.kind,
  id: key,
  path: site.path,
  line: site.line,
  column: site.column,
  function: site.function,
  api: site.api,
  role: site.role,
  was: site.was,
  is: site.is,
  before: site.before,
  subsystem: site.subsystem,
})
