'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { takeHtml } from './kept-html.ts'

interface RawPartProps {
  readonly id: string
  /** Digest of the text. */
  readonly name: string
  readonly className: string
  /** Left out where the page itself has it. */
  readonly text?: string
}

const useBrowserEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect

/** What this visit has seen, by name: going back finds it here. */
const seen = new Map<string, string>()
const seenMax = 60

export function RawPart({ id, name, className, text }: RawPartProps) {
  const element = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const html = find(id, name, text)
  const isLost = html === null
  useEffect(() => {
    if (isLost) router.refresh()
  }, [isLost, router])
  const open = useRef<readonly string[]>([])
  // a menu in which somebody chooses several values stays open while the page around it changes
  useBrowserEffect(() => {
    const root = element.current
    if (root === null) return
    for (const key of open.current)
      root.querySelector(`details[data-keep="${CSS.escape(key)}"]`)?.setAttribute('open', '')
    // as it happens: when the effect ends the old elements are gone already
    const note = ({ target }: Event) => {
      if (!(target instanceof HTMLDetailsElement) || target.dataset.keep === undefined) return
      const { keep } = target.dataset
      open.current = [...open.current.filter((key) => key !== keep), ...(target.open ? [keep] : [])]
    }
    root.addEventListener('toggle', note, true)
    return () => root.removeEventListener('toggle', note, true)
  }, [name])
  return (
    <div
      ref={element}
      id={id}
      data-name={name}
      className={className}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made by `html`, which escapes every value
      dangerouslySetInnerHTML={{ __html: html ?? '' }}
    />
  )
}

/** `null`: a page was gone back to that this visit has not seen; it is asked for anew. */
function find(id: string, name: string, text: string | undefined): string | null {
  if (typeof window === 'undefined') return text ?? takeHtml(name)
  const found = text ?? seen.get(name) ?? inDocument(id, name)
  if (found === undefined) return null
  seen.set(name, found)
  const [oldest] = seen.keys()
  if (seen.size > seenMax && oldest !== undefined) seen.delete(oldest)
  return found
}

/** What the server has put there, as long as it is still that. */
function inDocument(id: string, name: string): string | undefined {
  const there = document.getElementById(id)
  return there?.dataset.name === name ? there.innerHTML : undefined
}
