import Link from 'next/link'
import { sitePath } from '#app/_lib/routes.ts'
import type { SiteElsewhere } from '#app/_queries/get-site-elsewhere.ts'
import type { TreeContext } from '#app/_queries/open-tree.ts'
import { Notice } from './notice.tsx'

interface SiteElsewhereNoticeProps {
  readonly context: TreeContext
  readonly siteKey: string
  readonly elsewhere: SiteElsewhere
}

/** Of a site that the chosen revision does not have. */
export function SiteElsewhereNotice({ context, siteKey, elsewhere }: SiteElsewhereNoticeProps) {
  const { label, commit } = elsewhere.revision
  return (
    <Notice title={`${context.tree.name} ${context.revision.label} does not have this call`}>
      <p>
        It is in{' '}
        <Link href={sitePath(context.tree.slug, { rev: commit }, siteKey)} prefetch={false}>
          {label}
        </Link>
        , the latest scanned revision with it.
      </p>
    </Notice>
  )
}
