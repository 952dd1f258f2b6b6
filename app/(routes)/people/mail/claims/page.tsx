import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { MailClaims } from '#app/_people/mail-claims.tsx'
import { listMailClaims } from '#app/_people/queries/list-mail-claims.ts'
import { readMailLink } from '#app/_people/queries/read-mail-link.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { formatCount } from '#app/_web/format.ts'
import { type PageSearchParams, toUrlSearchParams } from '#app/_web/search-params.ts'

export const metadata: Metadata = { title: 'Your claims' }

/** Where a mail about claims leads: to keep them or give them back, without signing in. Opening it does neither. */
export default async function MailClaimsPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  const params = toUrlSearchParams(await searchParams)
  const token = params.get('token') ?? ''
  const grant = await readMailLink(getDatabase(), token)
  if (grant?.what !== 'claims') notFound()
  const mail = await listMailClaims(getDatabase(), grant)
  return (
    <PageFrame>
      <PageTitle title="Your claims">
        {mail === null ? 'Of a mail that you got.' : `In ${mail.tree.name}, as the mail lists them.`}
      </PageTitle>
      <Outcome kept={params.get('kept')} back={params.get('back')} />
      {mail === null ? (
        <EmptyState title="None of them is open any more.">
          <p>They were given back, are done or have expired; or the mail is older than a month.</p>
        </EmptyState>
      ) : (
        <MailClaims mail={mail} token={token} />
      )}
    </PageFrame>
  )
}

function Outcome({ kept, back }: { readonly kept: string | null; readonly back: string | null }) {
  const count = Number(kept ?? back)
  if (!Number.isInteger(count) || (kept ?? back) === null) return null
  return (
    <Notice>
      {kept === null ? `${formatCount(count, 'claim')} given back.` : `${formatCount(count, 'claim')} kept.`}
    </Notice>
  )
}
