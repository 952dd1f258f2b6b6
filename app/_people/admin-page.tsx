import Link from 'next/link'
import type { ReactNode } from 'react'
import { PageFrame } from '#app/_ui/page-frame.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { adminSections } from './admin-sections.ts'
import './people.css'

interface AdminPageProps {
  readonly title: string
  /** A line or two below the title. */
  readonly lead: ReactNode
  readonly children: ReactNode
}

/** The frame of the pages by which a server is looked after. */
export function AdminPage({ title, lead, children }: AdminPageProps) {
  return (
    <PageFrame>
      <nav aria-label="Administration" className="people-acts mb-4">
        {adminSections.map(({ name, href }) => (
          <Link key={href} href={href} prefetch={false} {...(name === title ? { 'aria-current': 'page' } : {})}>
            {name}
          </Link>
        ))}
      </nav>
      <PageTitle title={title}>{lead}</PageTitle>
      {children}
    </PageFrame>
  )
}
