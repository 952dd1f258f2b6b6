'use client'

import { type ReactNode, useActionState, useEffect, useRef } from 'react'
import type { ActState, FormAct } from './act-state.ts'

interface ActFormProps {
  readonly id?: string
  readonly act: FormAct
  readonly submit: string
  /** As people who hear it are told what it is for; what the button says unless given. */
  readonly label?: string
  readonly className?: string
  readonly buttonClassName?: string
  readonly children?: ReactNode
}

/** A form that does something, and says why not where it is refused. Works without script; then the whole page comes anew. */
export function ActForm({ id, act, submit, label, className, buttonClassName = 'button', children }: ActFormProps) {
  const [state, action, isPending] = useActionState<ActState, FormData>(act, null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // React empties a form that was sent; what was refused is to be mended, not to be typed again
    if (form.current !== null && state !== null) fillIn(form.current, state.fields)
  }, [state])
  return (
    <form ref={form} id={id} action={action} className={className} aria-label={label ?? submit}>
      {children}
      {state === null ? null : (
        <p className="field-problem" role="alert">
          {state.problem}
        </p>
      )}
      <button type="submit" className={buttonClassName} disabled={isPending}>
        {submit}
      </button>
    </form>
  )
}

function fillIn(form: HTMLFormElement, fields: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = true
    else if (
      field instanceof HTMLInputElement ||
      field instanceof HTMLSelectElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof RadioNodeList
    )
      field.value = value
  }
}
