import type { Metadata } from 'next'
import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import { adminSections } from '#app/_people/admin-sections.ts'
import { OwnClaims } from '#app/_people/own-claims.tsx'
import { OwnTrees } from '#app/_people/own-trees.tsx'
import { type AccountRole, may } from '#app/_people/permissions.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { listMaintainedTrees } from '#app/_people/queries/list-maintained-trees.ts'
import { listOwnClaims } from '#app/_people/queries/list-own-claims.ts'
import { listTokens } from '#app/_people/queries/list-tokens.ts'
import { SignInFirst } from '#app/_people/sign-in-first.tsx'
import { readSignIn } from '#app/_people/sign-in-settings.ts'
import { TokenForm } from '#app/_people/token-form.tsx'
import { TokenList } from '#app/_people/token-list.tsx'
import { ServerPage } from '#app/_scans/server-page.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { Section } from '#app/_ui/section.tsx'
import { adminPath, firstPath, mailPath, signOutPath } from '#app/_web/routes.ts'
import { openClaimStates } from '#scanner/model/claim.ts'

export const metadata: Metadata = { title: 'Mine' }

const claimsMax = 500

export default async function MinePage() {
  const actor = await currentActor()
  return (
    <ServerPage current="mine">
      <PageTitle title="Mine">
        {actor === null ? 'What you work on, once you are signed in.' : `What ${actor.name} works on.`}
      </PageTitle>
      {actor === null ? (
        <SignInFirst />
      ) : (
        <>
          <AccountLinks role={actor.role} />
          <Mine userId={actor.userId} />
        </>
      )}
    </ServerPage>
  )
}

/** Ways that only some have. */
function AccountLinks({ role }: { readonly role: AccountRole }) {
  return (
    <div className="people-acts mb-4">
      <Link href={mailPath()} prefetch={false}>
        Mails
      </Link>
      {adminSections.some(({ act }) => may(role, act)) ? (
        <Link href={adminPath()} prefetch={false}>
          Administration
        </Link>
      ) : null}
      {readSignIn(process.env) === null ? null : (
        <form action={signOutPath()} method="post">
          <button type="submit" className="button button-small">
            Sign out
          </button>
        </form>
      )}
    </div>
  )
}

async function Mine({ userId }: { readonly userId: string }) {
  const [trees, own, tokens] = await Promise.all([
    listOwnClaims(getDatabase(), userId, openClaimStates, claimsMax),
    listMaintainedTrees(getDatabase(), userId),
    listTokens(getDatabase(), userId),
  ])
  return (
    <>
      {trees.length === 0 ? (
        <EmptyState title="You have claimed nothing.">
          <p>
            Open a site, or tick some in a list, to say that you work on them. <Link href={firstPath()}>All trees</Link>
          </p>
        </EmptyState>
      ) : (
        <OwnClaims trees={trees} titlePrefix="Claimed in " />
      )}
      <OwnTrees trees={own} />
      <Section title="Tokens for programs">
        <TokenList tokens={tokens} page="mine" />
        <TokenForm />
      </Section>
    </>
  )
}
