import { notFound, permanentRedirect } from 'next/navigation'
import { sitePath } from '#app/_web/routes.ts'

interface ShortPageProps {
  readonly params: Promise<{ readonly tree: string; readonly short: string }>
}

/** `/TREE/KEY` and `/TREE/KEY@REVISION`: addresses of sites that fit into a mail, for ever. */
export default async function ShortPage({ params }: ShortPageProps) {
  const { tree, short } = await params
  const parts = /^([\da-f]{16})(?:@(.{1,250}))?$/.exec(decode(short))
  if (parts === null || !/^[a-z\d-]+$/.test(tree)) notFound()
  permanentRedirect(sitePath(tree, { rev: parts[2] ?? null }, parts[1] ?? ''))
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
