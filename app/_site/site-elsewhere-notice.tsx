import Link from 'next/link'
import type { TreeContext } from '#app/_data/open-tree.ts'
import type { SiteElsewhere } from '#app/_site/queries/get-site-elsewhere.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { sitePath } from '#app/_web/routes.ts'

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
