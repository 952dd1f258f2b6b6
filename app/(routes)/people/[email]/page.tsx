import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import { PersonReport } from '#app/_people/person-report.tsx'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { getPerson } from '#app/_people/queries/get-person.ts'
import { ServerPage } from '#app/_scans/server-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { parseEmail } from '#app/_web/parse-email.ts'

interface PersonPageProps {
  readonly params: Promise<{ readonly email: string }>
}

export async function generateMetadata({ params }: PersonPageProps): Promise<Metadata> {
  return { title: (await openPerson((await params).email)).name, robots: { index: false } }
}

export default async function PersonPage({ params }: PersonPageProps) {
  const [person, actor] = await Promise.all([openPerson((await params).email), currentActor()])
  // which addresses are one person's is told to whoever has an account
  const emails = actor === null ? person.emails.slice(0, 1) : person.emails
  return (
    <ServerPage>
      <PageTitle title={person.name}>
        <span className="break-anywhere">{emails.join(', ')}</span>
      </PageTitle>
      <PersonReport person={person} />
    </ServerPage>
  )
}

/** 404 where nobody takes part with the address. Title and page ask for the same. */
const openPerson = cache(async (part: string) => {
  const email = parseEmail(part)
  const person = email === null ? null : await getPerson(getDatabase(), email)
  if (person === null) notFound()
  return person
})
