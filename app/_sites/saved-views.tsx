'use client'

import { useEffect, useState } from 'react'
import { sitesPath } from '#app/_web/routes.ts'

interface SavedViewsProps {
  readonly slug: string
  /** Parameters of the list that is shown. */
  readonly here: string
}

interface SavedView {
  readonly name: string
  readonly params: string
}

const keyOf = (slug: string): string => `pinwatch-views-${slug}`
const viewsMax = 20

/** Lists that this browser keeps under names of their own. Nothing without a script: an address can be kept as a bookmark. */
export function SavedViews({ slug, here }: SavedViewsProps) {
  const [views, setViews] = useState<readonly SavedView[] | null>(null)
  const [isNaming, setNaming] = useState(false)
  useEffect(() => setViews(read(slug)), [slug])
  if (views === null) return null
  const save = (next: readonly SavedView[]) => {
    localStorage.setItem(keyOf(slug), JSON.stringify(next))
    setViews(next)
    setNaming(false)
  }
  const isKept = views.some(({ params }) => params === here)
  return (
    <ul className="view-links">
      {views.map((view) => (
        <li key={view.name}>
          <a
            href={sitesPath(slug, { rev: null }, new URLSearchParams(view.params))}
            className="view-link"
            {...(view.params === here ? { 'aria-current': 'true' } : {})}
          >
            {view.name}
          </a>
          <button
            type="button"
            className="view-forget"
            aria-label={`Forget ${view.name}`}
            onClick={() => save(views.filter(({ name }) => name !== view.name))}
          >
            ×
          </button>
        </li>
      ))}
      {isKept ? null : isNaming ? (
        <li>
          <form
            className="view-form"
            onSubmit={(event) => {
              event.preventDefault()
              const name = String(new FormData(event.currentTarget).get('name')).trim()
              if (name === '') return
              save([...views.filter((view) => view.name !== name), { name, params: here }].slice(-viewsMax))
            }}
          >
            <input name="name" aria-label="Name of this view" placeholder="name" maxLength={40} required />
            <button type="submit" className="button button-small">
              Save
            </button>
          </form>
        </li>
      ) : (
        <li>
          <button type="button" className="view-save" onClick={() => setNaming(true)}>
            + Save this view
          </button>
        </li>
      )}
    </ul>
  )
}

/** Whatever else stands there is not ours, and nothing. */
function read(slug: string): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(slug)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isView) : []
  } catch {
    return []
  }
}

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'params' in value &&
  typeof value.params === 'string'
