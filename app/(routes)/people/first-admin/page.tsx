import type { Metadata } from 'next'
import Link from 'next/link'
import { ActForm } from '#app/_people/act-form.tsx'
import { becomeAdminHere } from '#app/_people/actions/people-acts.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { signInPath } from '#app/_web/routes.ts'
import { type PageSearchParams, toUrlSearchParams } from '#app/_web/search-params.ts'

export const metadata: Metadata = { title: 'First admin' }

export default async function FirstAdminPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  const token = toUrlSearchParams(await searchParams).get('token') ?? ''
  const actor = await currentActor()
  return (
    <PageFrame>
      <PageTitle title="First admin">The link that Pinwatch printed when it was started, which works once.</PageTitle>
      {actor === null ? (
        <p>
          <Link href={signInPath()} prefetch={false}>
            Sign in
          </Link>{' '}
          first, then open the link again.
        </p>
      ) : (
        <ActForm act={becomeAdminHere.bind(null, token)} submit={`Make ${actor.name} the admin`} />
      )}
    </PageFrame>
  )
}
