import type { Metadata } from 'next'
import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import { ownerId } from '#app/_people/actions/ensure-owner.ts'
import type { Actor } from '#app/_people/actor.ts'
import { MailSettings } from '#app/_people/mail-settings.tsx'
import { claimMailWords } from '#app/_people/mail-words.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { findMailSection } from '#app/_people/queries/find-mail-section.ts'
import { getMailRecipient } from '#app/_people/queries/get-mail-recipient.ts'
import { listMailSections } from '#app/_people/queries/list-mail-sections.ts'
import { listNamedTrees } from '#app/_people/queries/list-named-trees.ts'
import { SignInFirst } from '#app/_people/sign-in-first.tsx'
import { readMailService } from '#app/_people/sign-in-settings.ts'
import { ServerPage } from '#app/_scans/server-page.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { mailPreviewPath, minePath } from '#app/_web/routes.ts'
import { type PageSearchParams, toUrlSearchParams } from '#app/_web/search-params.ts'
import type { ClaimMailKind } from '#scanner/model/telling/claim-mail.ts'

export const metadata: Metadata = { title: 'Mails' }

export default async function MailPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  const params = toUrlSearchParams(await searchParams)
  const actor = await currentActor()
  return (
    <ServerPage current="mine">
      <PageTitle
        title="Mails"
        above={
          <Link href={minePath()} prefetch={false}>
            Mine
          </Link>
        }
      >
        What Pinwatch tells you by mail. Each mail has a link that ends its kind.
      </PageTitle>
      {params.has('saved') ? <Notice>Saved.</Notice> : null}
      {actor === null ? (
        <SignInFirst />
      ) : (
        <Choices actor={actor} tree={params.get('tree')} section={params.get('section')} />
      )}
    </ServerPage>
  )
}

interface ChoicesProps {
  readonly actor: Actor
  /** Slugs of a section that is to be added. */
  readonly tree: string | null
  readonly section: string | null
}

async function Choices({ actor, tree, section }: ChoicesProps) {
  const database = getDatabase()
  const [known, added, recipient, trees] = await Promise.all([
    listMailSections(database, actor.userId),
    tree === null || section === null ? null : findMailSection(database, tree, section),
    getMailRecipient(database, actor.participantId),
    listNamedTrees(database),
  ])
  const isNew = added !== null && !known.some((one) => one.treeId === added.treeId && one.section === added.section)
  const isLocal = actor.userId === ownerId
  return (
    <>
      <Where address={recipient?.address ?? null} isLocal={isLocal} />
      <MailSettings
        sections={isNew ? [{ ...added, frequency: 'weekly' }, ...known] : known}
        stopped={recipient?.stopped ?? []}
        address={isLocal ? (recipient?.address ?? '') : null}
        trees={trees}
      />
      <p className="people-more">
        As they would be sent now:{' '}
        {(Object.keys(claimMailWords) as ClaimMailKind[]).map((kind, index) => (
          <span key={kind}>
            {index === 0 ? '' : ' · '}
            <Link href={mailPreviewPath({ kind })} prefetch={false}>
              {claimMailWords[kind]}
            </Link>
          </span>
        ))}
      </p>
    </>
  )
}

function Where({ address, isLocal }: { readonly address: string | null; readonly isLocal: boolean }) {
  const { isSetUp, missing } = readMailService(process.env)
  if (!isSetUp)
    return (
      <Notice>
        Nothing is sent yet: {missing.join(' and ')} {missing.length === 1 ? 'is' : 'are'} not set.
      </Notice>
    )
  if (isLocal) return null
  return <p className="break-anywhere">They go to {address}.</p>
}
