import Link from 'next/link'
import { personPath } from '#app/_web/routes.ts'

interface PersonLinkProps {
  readonly name: string
  /** `null`: whoever was forgotten has no page. */
  readonly email: string | null
}

/** A person by name, and the way to what they do. */
export function PersonLink({ name, email }: PersonLinkProps) {
  if (email === null) return <strong>{name}</strong>
  return (
    <Link href={personPath(email)} prefetch={false} className="font-semibold" title={email}>
      {name}
    </Link>
  )
}
