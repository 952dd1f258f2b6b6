import type { Metadata } from 'next'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { type PageSearchParams, toUrlSearchParams } from '#app/_web/search-params.ts'

export const metadata: Metadata = { title: 'Sign in' }

/** Where a link of a mail leads. Opening it does nothing: programs of mail servers open links, people press buttons. */
export default async function ConfirmPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  const token = toUrlSearchParams(await searchParams).get('token') ?? ''
  return (
    <PageFrame>
      <PageTitle title="Sign in">One more step: the link works once.</PageTitle>
      <form action="/people/sign-in/finish" method="post">
        <input type="hidden" name="token" value={token} />
        <button type="submit" className="button button-primary">
          Sign in
        </button>
      </form>
    </PageFrame>
  )
}
