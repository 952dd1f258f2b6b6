import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { describeStop } from '#app/_people/queries/describe-stop.ts'
import { readMailLink } from '#app/_people/queries/read-mail-link.ts'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { mailPath, mailStopNowPath } from '#app/_web/routes.ts'
import { type PageSearchParams, toUrlSearchParams } from '#app/_web/search-params.ts'

export const metadata: Metadata = { title: 'No more mails' }

/** Where the link at the end of a mail leads. Opening it does nothing: programs of mail servers open links, people press buttons. */
export default async function MailStopPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  const token = toUrlSearchParams(await searchParams).get('token')
  const grant = await readMailLink(getDatabase(), token)
  const stop = grant === null ? null : await describeStop(getDatabase(), grant)
  if (stop === null) notFound()
  return (
    <PageFrame>
      <PageTitle title={stop.isStopped ? 'No more of these mails' : 'Mails'}>
        {stop.what}: {stop.isStopped ? 'you get none any more.' : 'you get them.'}
      </PageTitle>
      <form action={mailStopNowPath({ token })} method="post" className="people-acts">
        {stop.isStopped ? null : (
          <button type="submit" name="act" value="stop" className="button button-primary">
            Stop them
          </button>
        )}
        {stop.isStopped && stop.canResume ? (
          <button type="submit" name="act" value="resume" className="button">
            Have them again
          </button>
        ) : null}
      </form>
      <p className="people-more">
        <Link href={mailPath()} prefetch={false}>
          All that you are told
        </Link>
      </p>
    </PageFrame>
  )
}
