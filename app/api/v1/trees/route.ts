import type { z } from 'zod'
import { getDatabase } from '#app/_data/database.ts'
import { type ListedTree, listTrees } from '#app/_scans/queries/list-trees.ts'
import { answerList } from '#app/_web/api/answer-list.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { pageOf } from '#app/_web/api/page-of.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { listTreesOperation, type treeSchema } from './operation.ts'

export const GET = handleOperation(listTreesOperation, async ({ request, query }) => {
  const trees = (await listTrees(getDatabase())).map(toItem)
  return answerList(
    request,
    pageOf(trees, ({ slug }) => slug, query),
  )
})

export { answerPreflight as OPTIONS }

const toItem = ({
  slug,
  name,
  source,
  revisions,
  label,
  committedAt,
  publishedAt,
}: ListedTree): z.output<typeof treeSchema> => ({
  slug,
  name,
  source,
  revisions,
  newest:
    label === null || committedAt === null || publishedAt === null
      ? null
      : { label, committed: committedAt.toISOString(), published: publishedAt.toISOString() },
})
