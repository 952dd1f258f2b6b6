import { revokeTokenHere } from '#app/_people/actions/token-acts.ts'
import { Section } from '#app/_ui/section.tsx'
import { formatAge, formatDay } from '#app/_web/format.ts'
import { ActForm } from './act-form.tsx'
import type { Token } from './token.ts'
import { TokenForm } from './token-form.tsx'

/** Tokens of whoever looks, without the tokens themselves, and the form to make one. */
export function TokenList({ tokens }: { readonly tokens: readonly Token[] }) {
  const valid = tokens.filter(({ revoked }) => revoked === null)
  return (
    <Section title="Tokens for programs">
      {valid.length === 0 ? <p className="text-muted">None.</p> : null}
      <ul className="people-list">
        {valid.map(({ id, name, scopes, created, expires, used }) => (
          <li key={id} className="people-acts">
            <p>
              <strong className="break-anywhere">{name}</strong>{' '}
              <span className="text-sm text-muted">
                {scopes.join(', ')}; made {formatDay(new Date(created))},{' '}
                {used === null ? 'never used' : `last used ${formatAge(new Date(used), new Date())}`}
                {expires === null ? '' : `, valid until ${formatDay(new Date(expires))}`}
              </span>
            </p>
            <ActForm
              act={revokeTokenHere.bind(null, id)}
              submit="Revoke"
              label={`Revoke ${name}`}
              buttonClassName="button button-small"
            />
          </li>
        ))}
      </ul>
      <details className="people-more">
        <summary>Make a token</summary>
        <TokenForm />
      </details>
    </Section>
  )
}
