import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: string
  /** Beside the title: a count, or a link to all. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A titled part of a page. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="section">
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {aside === undefined ? null : <div className="text-sm text-muted">{aside}</div>}
      </div>
      {children}
    </section>
  )
}
