import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import type { Actor } from '#app/_people/actor.ts'
import { MailText } from '#app/_people/mail-text.tsx'
import { claimMailWords } from '#app/_people/mail-words.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { type PreviewedMail, previewClaimMails, previewDigest } from '#app/_people/queries/preview-mail.ts'
import { ServerPage } from '#app/_scans/server-page.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { Section } from '#app/_ui/section.tsx'
import { baseUrl } from '#app/_web/base-url.ts'
import { mailPath } from '#app/_web/routes.ts'
import { type PageSearchParams, toUrlSearchParams } from '#app/_web/search-params.ts'
import type { ClaimMailKind } from '#scanner/model/telling/claim-mail.ts'
import { senderOf } from '#scanner/model/telling/sender-of.ts'

export const metadata: Metadata = { title: 'Preview of mails' }

export default async function MailPreviewPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  const params = toUrlSearchParams(await searchParams)
  const actor = await currentActor()
  if (actor === null) notFound()
  const { mails, nothing } = await listPreviews(actor, params)
  return (
    <ServerPage current="mine">
      <PageTitle
        title="Preview of mails"
        above={
          <Link href={mailPath()} prefetch={false}>
            Mails
          </Link>
        }
      >
        Exactly what would be sent to you now. The links at their ends work in mails that were sent.
      </PageTitle>
      {mails.length === 0 ? (
        <EmptyState title="There would be no such mail.">
          <p>{nothing}</p>
        </EmptyState>
      ) : null}
      {mails.map(({ treeName, text }) => (
        <Section key={text} title={treeName}>
          <MailText label={`Mail about ${treeName}`} text={text} />
        </Section>
      ))}
    </ServerPage>
  )
}

interface Previews {
  readonly mails: readonly PreviewedMail[]
  /** Why there are none, where that is so. */
  readonly nothing: string
}

async function listPreviews(actor: Actor, params: URLSearchParams): Promise<Previews> {
  const url = baseUrl(await headers())
  const teller = { url, from: senderOf(process.env.MAIL_FROM || null, url) }
  const [slug, section] = [params.get('tree'), params.get('section')]
  if (slug !== null && section !== null) {
    const digest = await previewDigest(getDatabase(), actor, teller, { slug, section })
    if (digest === null) notFound()
    return 'nothing' in digest ? { mails: [], nothing: digest.nothing } : { mails: [digest], nothing: '' }
  }
  const kind = (Object.keys(claimMailWords) as ClaimMailKind[]).find((one) => one === params.get('kind'))
  const mails = await previewClaimMails(getDatabase(), actor, teller, kind ?? 'reminder')
  return { mails, nothing: 'You have no claims that it would be about.' }
}
