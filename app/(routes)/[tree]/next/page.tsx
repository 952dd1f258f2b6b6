import type { Metadata } from 'next'
import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import { openTree } from '#app/_data/open-tree.ts'
import { NextLists } from '#app/_next/next-lists.tsx'
import { listsForNewcomer, listsForPerson } from '#app/_next/next-query.ts'
import { listLabelsSince } from '#app/_next/queries/list-labels-since.ts'
import { readSeen, readWho } from '#app/_next/who-cookie.ts'
import { WhoForm } from '#app/_next/who-form.tsx'
import { getMaintainer } from '#app/_owners/queries/get-maintainer.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { TreePage } from '#app/_scans/tree-page.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { parseEmail } from '#app/_web/parse-email.ts'
import { maintainerPath, maintainersPath, nextPath } from '#app/_web/routes.ts'
import type { PageSearchParams } from '#app/_web/search-params.ts'

interface NextPageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

export async function generateMetadata(props: NextPageProps): Promise<Metadata> {
  const { tree } = await openTree(props)
  return { title: `Next · ${tree.name}` }
}

export default async function NextPage(props: NextPageProps) {
  const context = await openTree(props)
  const { tree, revision, rev, params } = context
  const database = getDatabase()
  const asked = parseEmail(encodeURIComponent(params.get('who') ?? ''))
  const given = asked || (await readWho()) || null
  const email = given ?? (await currentActor())?.email ?? null
  const [person, seen] = await Promise.all([
    email === null ? null : getMaintainer(database, tree.id, revision, email),
    readSeen(tree.slug),
  ])
  const isNamed = person !== null && person.sections.length > 0
  const since = seen === null || !isNamed ? [] : await listLabelsSince(database, revision, seen)
  const lists = isNamed ? listsForPerson(person.email, since) : listsForNewcomer()
  return (
    <TreePage context={context} section="next" path={nextPath(tree.slug, { rev: null })}>
      <PageTitle title="What next?">
        {isNamed ? (
          <>
            For{' '}
            <Link href={maintainerPath(tree.slug, { rev }, person.email)} prefetch={false}>
              {person.name || person.email}
            </Link>
            , at {revision.label}.
          </>
        ) : (
          <>For whoever wants to begin, at {revision.label}. With your address this page is about your sections.</>
        )}
      </PageTitle>
      <WhoForm
        slug={tree.slug}
        email={given ?? (isNamed ? email : null)}
        revision={revision}
        isSeen={seen === revision.commit}
      />
      {given === null || isNamed ? null : (
        <Notice title={`No section with sites names ${given}`}>
          <p>
            MAINTAINERS of {revision.label} may have another address: look yourself up among the{' '}
            <Link href={maintainersPath(tree.slug, { rev })} prefetch={false}>
              maintainers
            </Link>
            . Below is what anybody could begin with.
          </p>
        </Notice>
      )}
      <NextLists context={context} lists={lists} />
    </TreePage>
  )
}
