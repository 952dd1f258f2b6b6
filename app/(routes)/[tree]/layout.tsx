import type { Metadata } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { baseUrl } from '#app/_web/base-url.ts'
import { previewPath, treeFeedPath } from '#app/_web/routes.ts'

interface TreeLayoutProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly children: ReactNode
}

/** What every page of a tree says of itself to whoever shows a link to it, and where its events can be followed. */
export async function generateMetadata({ params }: TreeLayoutProps): Promise<Metadata> {
  const { tree } = await params
  // whatever is no slug is no tree: its page says so
  if (!/^[a-z\d-]+$/.test(tree)) return {}
  return {
    metadataBase: new URL(baseUrl(await headers())),
    openGraph: {
      siteName: 'Pinwatch',
      type: 'website',
      images: [{ url: previewPath(tree), alt: 'How far the conversion is' }],
    },
    twitter: { card: 'summary_large_image' },
    alternates: { types: { 'application/atom+xml': treeFeedPath(tree) } },
  }
}

export default function TreeLayout({ children }: TreeLayoutProps) {
  return children
}
