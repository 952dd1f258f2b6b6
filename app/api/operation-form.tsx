import type { z } from 'zod'
import type { ApiOperation } from '#app/_web/api/operation.ts'

interface OperationFormProps {
  readonly operation: ApiOperation
  /** Of a tree that is there. */
  readonly slug: string
}

/** One operation with its parameters; one that reads can be tried. Works without script: the form leads to the answer. */
export function OperationForm({ operation, slug }: OperationFormProps) {
  const { id, method, path, summary, description, params, query, scope } = operation
  const fields = [
    ...Object.entries(params.shape).map(([name, field]) => ({ name, field, required: true })),
    ...Object.entries(query.shape).map(([name, field]) => ({ name, field, required: false })),
  ]
  return (
    <details className="operation">
      <summary>
        <span className="operation-method">{method.toUpperCase()}</span> <code className="break-anywhere">{path}</code>{' '}
        <span className="text-muted">{summary}</span>
      </summary>
      {description === undefined ? null : <p className="api-prose">{description}</p>}
      {scope === undefined ? null : (
        <p className="text-muted">
          Takes a token with the scope <code>{scope}</code>.
        </p>
      )}
      {method === 'get' ? (
        <form action="/api/try" method="get" className="operation-fields">
          <input type="hidden" name="op" value={id} />
          {fields.map(({ name, field, required }) => (
            <label key={name}>
              <code>{name}</code>
              <input
                name={name}
                required={required}
                maxLength={4000}
                autoComplete="off"
                {...(required && name === 'tree' ? { defaultValue: slug } : {})}
              />
              <span className="text-muted">{descriptionOf(field)}</span>
            </label>
          ))}
          <div>
            <button type="submit" className="button button-small">
              Try it
            </button>
          </div>
        </form>
      ) : (
        <p className="text-muted">The body and its answer are described in openapi.json.</p>
      )}
    </details>
  )
}

const descriptionOf = (field: unknown): string => (field as z.ZodType).description ?? '' // fields of an object are schemas
