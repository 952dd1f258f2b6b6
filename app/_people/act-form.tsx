'use client'

import { type ReactNode, useActionState, useEffect, useRef, useState } from 'react'
import { FormProblem } from '#app/_ui/form-problem.tsx'
import type { ActState, FormAct, TypedValues } from './act-state.ts'
import { TypedContext } from './typed-fields.tsx'

interface ActFormProps {
  readonly id?: string
  readonly act: FormAct
  readonly submit: string
  /** As people who hear it are told what it is for; what the button says unless given. */
  readonly label?: string
  readonly className?: string
  readonly buttonClassName?: string
  /** What the form is folded away behind; it is not unless given. */
  readonly fold?: string
  /** Whether it is unfolded from the beginning. */
  readonly isUnfolded?: boolean
  /** Fields of `typed-fields.tsx`: they keep what was typed where it is refused. */
  readonly children?: ReactNode
}

/** A form that does something, and says why not where it is refused. Works without script; then the whole page comes anew. */
export function ActForm(props: ActFormProps) {
  const { id, act, submit, label, className, buttonClassName = 'button', fold, isUnfolded = false, children } = props
  const [state, action, isPending] = useActionState<ActState, FormData>(act, null)
  const form = useRef<HTMLFormElement>(null)
  const folded = useRef<HTMLDetailsElement>(null)
  const wasPending = useRef(false)
  // what comes anew of others shall not fold what somebody types into
  const [wasUnfolded] = useState(isUnfolded)
  useEffect(() => {
    // React empties a form that was sent; what was refused is to be mended, not to be typed again
    if (form.current !== null && state !== null) fillIn(form.current, state.fields)
  }, [state])
  useEffect(() => {
    const isDone = wasPending.current && !isPending && state === null
    if (isDone && folded.current !== null) foldAway(folded.current)
    wasPending.current = isPending
  }, [isPending, state])
  const shown = (
    <TypedContext value={state?.fields ?? null}>
      <form ref={form} id={id} action={action} className={className} aria-label={label ?? submit}>
        {children}
        <FormProblem problem={state?.problem ?? null} />
        <button type="submit" className={buttonClassName} disabled={isPending}>
          {submit}
        </button>
      </form>
    </TypedContext>
  )
  if (fold === undefined) return shown
  return (
    <details ref={folded} className="people-more" open={wasUnfolded || state !== null}>
      <summary>{fold}</summary>
      {shown}
    </details>
  )
}

/** The button that had the focus is gone with it: who works with keys goes on from here. */
function foldAway(details: HTMLDetailsElement): void {
  const { activeElement } = document
  details.open = false
  if (activeElement === document.body || details.contains(activeElement))
    details.querySelector('summary')?.focus({ preventScroll: true })
}

function fillIn(form: HTMLFormElement, fields: TypedValues): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
      if (!field.disabled) field.checked = fields[field.name]?.includes(field.value) ?? false
      continue
    }
    const isTyped =
      field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement
    const value = isTyped ? fields[field.name]?.[0] : undefined
    if (isTyped && value !== undefined && field.type !== 'file') field.value = value
  }
}
