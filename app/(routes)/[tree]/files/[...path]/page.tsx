import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Fragment } from 'react'
import { openTree } from '#app/_data/open-tree.ts'
import { RecentEvents } from '#app/_events/recent-events.tsx'
import { DirectoryReport, filterOfPath, listDirectorySites } from '#app/_owners/directory-report.tsx'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { filesPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface FilesPageProps {
  readonly params: Promise<{ readonly tree: string; readonly path: readonly string[] }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: FilesPageProps): Promise<Metadata> {
  const { context, path } = await openPath(props)
  return { title: `${path} · ${context.tree.name} ${context.revision.label}` }
}

export default async function FilesPage(props: FilesPageProps) {
  const { context, path, sites } = await openPath(props)
  const { slug } = context.tree
  const parts = path.split('/')
  return (
    <TreePage context={context} section="sites" path={filesPath(slug, { rev: null }, path)}>
      <PageTitle
        title={
          <span className="select-all font-mono">
            <PathLine path={path} />
          </span>
        }
        above={
          <span className="font-mono">
            {parts.slice(0, -1).map((part, index) => {
              const above = parts.slice(0, index + 1).join('/')
              return (
                <Fragment key={above}>
                  <a href={filesPath(slug, { rev: context.rev }, above)}>{part}</a>/
                </Fragment>
              )
            })}
          </span>
        }
      />
      <DirectoryReport
        context={context}
        path={path}
        sites={sites}
        events={<RecentEvents context={context} filter={filterOfPath(path)} />}
      />
    </TreePage>
  )
}

const pathLengthMax = 200

/** 404 where the revision has no site in such a file or directory. */
async function openPath(props: FilesPageProps) {
  const [context, { path: parts }] = await Promise.all([openTree(props), props.params])
  const path = decode(parts)
  if (path === null) notFound()
  const sites = await listDirectorySites(context, path)
  if (sites.length === 0) notFound()
  return { context, path, sites }
}

/** Parts as Next hands them over, which may be no path at all; what means something in a glob is in no path of a kernel. */
function decode(parts: readonly string[]): string | null {
  try {
    const path = parts.map(decodeURIComponent).join('/').replace(/\/+$/, '')
    return path.length > pathLengthMax || /[\p{Cc}*?[\]{}()!\\]/u.test(path) || path === '' ? null : path
  } catch {
    return null
  }
}
