import type { ReactNode } from 'react'
import { Raw } from './raw.tsx'
import { writeElements } from './write-elements.tsx'

interface WrittenProps {
  /** Of the element, one on its page. */
  readonly id: string
  readonly className?: string
  /** What `writeElements` can write. */
  readonly children: ReactNode
}

/** A part of a page that is sent once, as text. For whatever scripts have no business in: see `Raw`. */
export function Written({ id, className = '', children }: WrittenProps) {
  return <Raw id={id} html={writeElements(children)} className={className} />
}
