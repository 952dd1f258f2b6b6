'use client'

import { useActionState } from 'react'
import { makeTokenHere, type TokenState } from '#app/_people/actions/token-acts.ts'
import { FormProblem } from '#app/_ui/form-problem.tsx'
import { TypedContext, TypedInput } from './typed-fields.tsx'

/** Makes a token and shows it, once; folded away until somebody wants one. */
export function TokenForm() {
  const [state, action, isPending] = useActionState<TokenState, FormData>(makeTokenHere, null)
  return (
    <details className="people-more" open={state !== null}>
      <summary>Make a token</summary>
      <TypedContext value={state !== null && 'fields' in state ? state.fields : null}>
        <form action={action} className="form people-form" aria-label="Make a token">
          {state !== null && 'made' in state ? (
            <p role="status" className="break-anywhere">
              Keep it now, it is not shown again: <code className="select-all">{state.made}</code>
            </p>
          ) : null}
          <label>
            What it is for
            <TypedInput name="name" required maxLength={100} />
          </label>
          <FormProblem problem={state !== null && 'problem' in state ? state.problem : null} />
          <button type="submit" className="button" disabled={isPending}>
            Make a token
          </button>
        </form>
      </TypedContext>
    </details>
  )
}
