import { ImageResponse } from 'next/og'
import { getDatabase } from '#app/_data/database.ts'
import { openRevisionOrNull } from '#app/_data/open-revision.ts'
import { PreviewCard } from '#app/_overview/preview-card.tsx'
import { getProgress } from '#app/_owners/queries/get-progress.ts'
import { notFoundText } from '#app/_web/not-found-text.ts'

interface PreviewContext {
  readonly params: Promise<{ readonly tree: string }>
}

/** The picture that a link to the tree is shown with elsewhere. */
export async function GET(request: Request, { params }: PreviewContext): Promise<Response> {
  const opened = await openRevisionOrNull(getDatabase(), (await params).tree, new URL(request.url).searchParams)
  if (opened === null) return notFoundText()
  const { tree, revision } = opened
  const progress = await getProgress(getDatabase(), revision.id)
  return new ImageResponse(<PreviewCard name={tree.name} label={revision.label} progress={progress} />, {
    width: 1200,
    height: 630,
    headers: { 'cache-control': 'public, max-age=3600' },
  })
}
