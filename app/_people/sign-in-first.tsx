import Link from 'next/link'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { signInPath } from '#app/_web/routes.ts'

/** In place of what only somebody who is signed in has. */
export function SignInFirst() {
  return (
    <EmptyState title="You are not signed in.">
      <p>
        <Link href={signInPath()} prefetch={false}>
          Sign in
        </Link>
      </p>
    </EmptyState>
  )
}
