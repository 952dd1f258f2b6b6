import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { adminSections } from '#app/_people/admin-sections.ts'
import { may } from '#app/_people/permissions.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { ServerPage } from '#app/_scans/server-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'

export const metadata: Metadata = { title: 'Administration' }

export default async function AdminPageIndex() {
  const actor = await currentActor()
  const sections = actor === null ? [] : adminSections.filter(({ act }) => may(actor.role, act))
  if (sections.length === 0) notFound()
  return (
    <ServerPage>
      <PageTitle title="Administration">What this server does, for whom, and how it is.</PageTitle>
      <ul className="grid gap-2">
        {sections.map(({ name, href, does }) => (
          <li key={href}>
            <Link href={href} prefetch={false} className="font-semibold">
              {name}
            </Link>
            : <span className="text-muted">{does}</span>
          </li>
        ))}
      </ul>
    </ServerPage>
  )
}
