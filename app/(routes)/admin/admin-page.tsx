import Link from 'next/link'
import type { ReactNode } from 'react'
import { adminSections } from '#app/_people/admin-sections.ts'
import { ServerPage } from '#app/_scans/server-page.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import '#app/_people/people.css'

interface AdminPageProps {
  readonly title: string
  /** A line or two below the title. */
  readonly lead: ReactNode
  readonly children: ReactNode
}

/** The frame of the pages by which a server is looked after. */
export function AdminPage({ title, lead, children }: AdminPageProps) {
  return (
    <ServerPage>
      <nav aria-label="Administration" className="people-acts mb-4">
        {adminSections.map(({ name, href }) => (
          <Link key={href} href={href} prefetch={false} {...(name === title ? { 'aria-current': 'page' } : {})}>
            {name}
          </Link>
        ))}
      </nav>
      <PageTitle title={title}>{lead}</PageTitle>
      {children}
    </ServerPage>
  )
}
