'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { formatCount } from '#app/_web/format.ts'

interface SelectionBarProps {
  /** Of the form that the boxes of the list belong to. */
  readonly id: string
  /** The export, which takes `site=` for each line that is chosen, or the filter for all. */
  readonly action: string
  /** Filter and revision, for all that match. */
  readonly kept: readonly (readonly [name: string, value: string])[]
  /** All that fit the filter. */
  readonly total: number
  /** More that can be done with what is chosen: buttons of this form, which sends `site=` for each line or `all-matching=1` with the filter. */
  readonly children?: ReactNode
}

/**
 * What can be done with chosen lines. An ordinary form: without a script its buttons lead to the export of what is chosen, with one the bar
 * counts, and copies.
 */
export function SelectionBar({ id, action, kept, total, children }: SelectionBarProps) {
  const form = useRef<HTMLFormElement>(null)
  const [chosen, setChosen] = useState(0)
  const [all, setAll] = useState(false)
  const [told, setTold] = useState('')
  useEffect(() => {
    const count = () => setChosen(boxes(id).filter((box) => box.checked).length)
    count()
    document.addEventListener('change', count)
    return () => document.removeEventListener('change', count)
  }, [id])
  const boxesHere = typeof document === 'undefined' ? 0 : boxes(id).length
  const mark = (checked: boolean) => {
    for (const box of boxes(id)) box.checked = checked
    setChosen(checked ? boxes(id).length : 0)
    setAll(false)
  }
  const copy = async () => {
    if (form.current === null) return
    const query = new URLSearchParams([...new FormData(form.current)].map(([name, value]) => [name, String(value)]))
    query.set('format', 'text')
    const answer = await fetch(`${action}?${query}`)
    if (!answer.ok) return setTold('The server refused.')
    await navigator.clipboard.writeText(await answer.text())
    setTold('Copied.')
    setTimeout(() => setTold(''), 2000)
  }
  return (
    <form ref={form} id={id} action={action} className="selection" data-chosen={chosen}>
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {all ? <input type="hidden" name="all-matching" value="1" /> : null}
      <button type="button" className="selection-all" onClick={() => mark(chosen === 0)}>
        {chosen === 0 ? 'Select all here' : 'Select none'}
      </button>
      <span aria-live="polite" className="selection-count">
        {all ? `All ${formatCount(total, 'site')} that match` : chosen === 0 ? '' : `${chosen} selected`}
      </span>
      {chosen > 0 && chosen === boxesHere && total > chosen && !all ? (
        <button type="button" className="selection-all" onClick={() => setAll(true)}>
          Select all {formatCount(total, 'site')} that match
        </button>
      ) : null}
      <span className="selection-actions">
        <button type="button" className="button button-small needs-script" onClick={copy}>
          Copy as text for a mail
        </button>
        <button type="submit" name="format" value="text" className="button button-small">
          Text
        </button>
        <button type="submit" name="format" value="csv" className="button button-small">
          CSV
        </button>
        {children}
      </span>
      <span aria-live="polite">{told}</span>
    </form>
  )
}

/** The boxes of the list, which stand outside the form. */
const boxes = (id: string): readonly HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][name="site"][form="${CSS.escape(id)}"]`),
]
