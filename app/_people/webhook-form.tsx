'use client'

import { useActionState } from 'react'
import { addWebhookHere, type WebhookState } from '#app/_people/actions/webhook-acts.ts'
import { FormProblem } from '#app/_ui/form-problem.tsx'
import { hookEvents } from '#scanner/model/telling/webhook.ts'
import { TypedContext, TypedInput, TypedSelect } from './typed-fields.tsx'

const words = {
  claim: 'claims: made, changed, done, expired',
  triage: 'what people say of sites',
  note: 'notes',
  revision: 'revisions that were scanned, with what happened to sites',
} as const

/** Adds a webhook and shows its secret, once. */
export function WebhookForm({
  trees,
}: {
  readonly trees: readonly { readonly slug: string; readonly name: string }[]
}) {
  const [state, action, isPending] = useActionState<WebhookState, FormData>(addWebhookHere, null)
  return (
    <TypedContext value={state !== null && 'fields' in state ? state.fields : null}>
      <form action={action} className="form people-form" aria-label="Add a webhook">
        {state !== null && 'made' in state ? (
          <p role="status" className="break-anywhere">
            It is added. Its secret is not shown again: <code className="select-all">{state.made}</code>
          </p>
        ) : null}
        <label>
          Tree
          <TypedSelect name="tree" required>
            {trees.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </TypedSelect>
        </label>
        <label>
          Address that is posted to
          <TypedInput name="url" type="url" required placeholder="https://hooks.example.org/pinwatch" />
        </label>
        <fieldset>
          <legend>It is told of</legend>
          {hookEvents.map((event) => (
            <label key={event} className="people-choice">
              <TypedInput type="checkbox" name="event" value={event} defaultChecked />
              {words[event]}
            </label>
          ))}
        </fieldset>
        <FormProblem problem={state !== null && 'problem' in state ? state.problem : null} />
        <button type="submit" className="button" disabled={isPending}>
          Add a webhook
        </button>
      </form>
    </TypedContext>
  )
}
