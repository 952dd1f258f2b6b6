import type { Metadata } from 'next'
import { getDatabase } from '#app/_data/database.ts'
import { getSettings } from '#app/_data/get-settings.ts'
import { SignIn } from '#app/_people/sign-in.tsx'
import { readSignIn } from '#app/_people/sign-in-settings.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { type PageSearchParams, toUrlSearchParams } from '#app/_web/search-params.ts'

export const metadata: Metadata = { title: 'Sign in' }

const troubles: Readonly<Record<string, string>> = {
  link: 'The link is not valid any more: it works once, and for a few minutes. Ask for a new one.',
  often: 'Too many links from here were not valid. Try again in an hour.',
  mail: 'The mail server did not take the mail. Try again in a moment.',
  address: 'That is no mail address.',
  provider: 'The provider does not answer. Try again in a moment.',
}

export default async function SignInPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  const params = toUrlSearchParams(await searchParams)
  const settings = readSignIn(process.env)
  const isPrivate = (await getSettings(getDatabase()))['account-to-read']
  const failed = params.get('failed') ?? (params.has('error') ? 'error' : null)
  return (
    <PageFrame>
      <PageTitle title="Sign in">
        {isPrivate
          ? 'Reading takes an account here.'
          : 'To claim sites, and to say something of them. Reading needs no account.'}
      </PageTitle>
      {failed === null ? null : (
        <Notice kind="problem">
          {troubles[failed] ?? 'It did not work: the provider refused, or has verified no mail address of yours.'}
        </Notice>
      )}
      {params.has('sent') ? <Notice>If that address can have mail, a link is on its way to it.</Notice> : null}
      {settings === null ? (
        <EmptyState title="Nobody signs in here.">
          <p>Whoever uses the machine that Pinwatch runs on is its one owner.</p>
        </EmptyState>
      ) : (
        <SignIn settings={settings} />
      )}
    </PageFrame>
  )
}
