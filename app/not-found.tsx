import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { getDatabase } from './_data/database.ts'
import { getRevision } from './_data/get-revision.ts'
import { getTree } from './_data/get-tree.ts'
import { getThinned } from './_scans/queries/get-thinned.ts'
import { listRevisions } from './_scans/queries/list-revisions.ts'
import { listTrees } from './_scans/queries/list-trees.ts'
import { PageFrame } from './_ui/page-frame.tsx'
import { PageTitle } from './_ui/page-title.tsx'
import { Written } from './_ui/written.tsx'
import { addressHeader } from './_web/request-address.ts'
import { firstPath, overviewPath, scansPath, sitesPath } from './_web/routes.ts'
import { parseRevisionParameter } from './_web/search-params.ts'

export const metadata: Metadata = { title: 'Not found' }

/** Says what of the address does not exist, and what does. */
export default async function NotFound() {
  const { slug, rest, rev } = await readAddress()
  if (rest.startsWith(scansPath())) return <UnknownScan />
  const tree = slug === '' ? null : await getTree(getDatabase(), slug)
  if (tree === null) return <UnknownTree slug={slug} />
  // this is asked for with every page, in case that it has nothing
  const revision = rev === null ? null : await getRevision(getDatabase(), tree.id, rev)
  const isUnknown = rev !== null && revision === null
  const thinned = isUnknown ? await getThinned(getDatabase(), tree.id, rev) : null
  const revisions = !isUnknown ? [] : await listRevisions(getDatabase(), tree.id)
  return (
    <PageFrame place={{ name: tree.name, href: overviewPath(tree.slug, { rev: null }) }}>
      <Written id="not-found">
        <PageTitle title="Not found" />
        <p>
          {!isUnknown
            ? `${tree.name} has nothing at this address${rev === null ? '' : ` at ${shorten(rev)}`}.`
            : thinned === null
              ? `No revision “${shorten(rev)}” of ${tree.name} was scanned.`
              : `Revision “${shorten(rev)}” of ${tree.name} is no release and was thinned out.`}
        </p>
        {thinned === null ? null : (
          <p className="mt-2">
            What happened in it is kept with{' '}
            <Link href={`${rest}?rev=${thinned.kept.slice(0, 12)}`} prefetch={false}>
              {thinned.keptLabel}
            </Link>
            , the next one.
          </p>
        )}
        <p className="mt-2">
          See its <Link href={overviewPath(tree.slug, { rev: null })}>overview</Link> or all its{' '}
          <Link href={sitesPath(tree.slug, { rev: null })}>sites</Link>
          {revisions.length === 0 ? '.' : ', or this page at a revision that was scanned:'}
        </p>
        {revisions.length === 0 ? null : (
          <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 font-mono">
            {revisions.map(({ id, name }) => (
              <li key={id}>
                <Link href={`${rest}?rev=${encodeURIComponent(name)}`} prefetch={false}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Written>
    </PageFrame>
  )
}

function UnknownScan() {
  return (
    <PageFrame current="scans">
      <Written id="not-found">
        <PageTitle title="Not found" />
        <p>
          There is no such scan. See <Link href={scansPath()}>all scans</Link>.
        </p>
      </Written>
    </PageFrame>
  )
}

async function UnknownTree({ slug }: { readonly slug: string }) {
  const trees = await listTrees(getDatabase())
  return (
    <PageFrame>
      <Written id="not-found">
        <PageTitle title="Not found" />
        <p>There is no page at this address{slug === '' ? '' : `, and no tree called “${shorten(slug)}”`}.</p>
        {trees.length === 0 ? (
          <p className="mt-2">
            No tree was scanned yet: <Link href={firstPath()}>add the first one</Link>.
          </p>
        ) : (
          <>
            <p className="mt-2">Trees that were scanned:</p>
            <ul className="mt-1 list-disc pl-5">
              {trees.map((tree) => (
                <li key={tree.slug}>
                  <Link href={overviewPath(tree.slug, { rev: null })}>{tree.name}</Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </Written>
    </PageFrame>
  )
}

interface Address {
  readonly slug: string
  /** The whole path. */
  readonly rest: string
  readonly rev: string | null
}

async function readAddress(): Promise<Address> {
  const address = (await headers()).get(addressHeader) ?? '/'
  const { pathname, searchParams } = new URL(address.replace(/^\/+/, '/'), 'http://localhost')
  return { slug: /^\/([a-z\d-]+)/.exec(pathname)?.[1] ?? '', rest: pathname, rev: readRev(searchParams) }
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** What nobody could mean by a revision is as good as none. */
function readRev(params: URLSearchParams): string | null {
  const rev = parseRevisionParameter(params)
  return rev === 'nonsense' ? shorten(params.get('rev') ?? '').replaceAll('\0', '') : rev
}
