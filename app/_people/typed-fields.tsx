'use client'

import { type ComponentProps, createContext, useContext } from 'react'
import type { TypedValues } from './act-state.ts'

/** What was typed into the form around, where it was refused; `null`: what is typed stands in the fields. */
export const TypedContext = createContext<TypedValues | null>(null)

type Named<Props> = Props & { readonly name: string }

/** An `input` that still has what was typed when its form comes back refused, in a page that came anew, too. */
export function TypedInput({ defaultValue, defaultChecked, ...props }: Named<ComponentProps<'input'>>) {
  const { name, type, value, disabled } = props
  const typed = useContext(TypedContext)
  if (type !== 'checkbox' && type !== 'radio')
    return <input {...props} defaultValue={typed === null ? defaultValue : (typed[name]?.[0] ?? '')} />
  // what cannot be changed is not sent
  const isKept = typed === null || disabled === true
  return (
    <input {...props} defaultChecked={isKept ? defaultChecked : (typed[name] ?? []).includes(String(value ?? 'on'))} />
  )
}

/** A `textarea` of the same kind. */
export function TypedTextarea({ defaultValue, ...props }: Named<ComponentProps<'textarea'>>) {
  const typed = useContext(TypedContext)
  return <textarea {...props} defaultValue={typed === null ? defaultValue : (typed[props.name]?.[0] ?? '')} />
}

/** A `select` of the same kind. */
export function TypedSelect({ defaultValue, ...props }: Named<ComponentProps<'select'>>) {
  const typed = useContext(TypedContext)
  const chosen = typed?.[props.name]?.[0] ?? defaultValue
  // one that is there already does not heed another default
  return <select key={String(chosen)} {...props} defaultValue={chosen} />
}
