import { revokeTokenHere } from '#app/_people/actions/token-acts.ts'
import { formatAge, formatDay } from '#app/_web/format.ts'
import { ActForm } from './act-form.tsx'
import { PersonLink } from './person-link.tsx'
import type { Token } from './token.ts'

interface TokenListProps {
  readonly tokens: readonly Token[]
  /** Whose page it is: of their holder, or of an admin, who is told of whom each is. */
  readonly page: 'mine' | 'all'
}

/** Tokens that were not revoked, without the tokens themselves. */
export function TokenList({ tokens, page }: TokenListProps) {
  const kept = tokens.filter(({ revoked }) => revoked === null)
  if (kept.length === 0) return <p className="text-muted">None.</p>
  return (
    <ul className="people-list">
      {kept.map((token) => (
        <li key={token.id} className="people-acts">
          <p>
            <strong className="break-anywhere">{token.name}</strong>{' '}
            {page === 'all' ? (
              <>
                of <PersonLink email={token.person} name={token.person} />{' '}
              </>
            ) : null}
            <span className="text-sm text-muted">{describe(token, new Date())}</span>
          </p>
          <ActForm
            act={revokeTokenHere.bind(null, token.id, page)}
            submit="Revoke"
            label={`Revoke ${token.name}${page === 'all' ? ` of ${token.person}` : ''}`}
            buttonClassName="button button-small"
          />
        </li>
      ))}
    </ul>
  )
}

function describe({ scopes, created, expires, used }: Token, now: Date): string {
  const made = `${scopes.join(', ')}; made ${formatDay(new Date(created))}`
  const last = used === null ? 'never used' : `last used ${formatAge(new Date(used), now)}`
  if (expires === null) return `${made}, ${last}`
  const end = new Date(expires)
  return `${made}, ${last}, ${end > now ? 'valid until' : 'expired on'} ${formatDay(end)}`
}
