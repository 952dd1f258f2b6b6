import Link from 'next/link'
import type { Person } from '#scanner/model/site.ts'

interface PeopleListProps {
  readonly people: readonly Person[]
  readonly href: (email: string) => string
  /** More than these are a number. */
  readonly max?: number
}

/** Names in one line; reviewers are told apart. */
export function PeopleList({ people, href, max = 4 }: PeopleListProps) {
  const shown = people.slice(0, max)
  return (
    <>
      {shown.map(({ name, email, role }, index) => (
        <span key={`${email} ${role}`}>
          {index > 0 ? ', ' : ''}
          <Link href={href(email.toLowerCase())} prefetch={false}>
            {name === '' ? email : name}
          </Link>
          {role === 'reviewer' ? <span className="text-muted"> (reviewer)</span> : null}
        </span>
      ))}
      {people.length > max ? <span className="text-muted"> and {people.length - max} more</span> : null}
    </>
  )
}
