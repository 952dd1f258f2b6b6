import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly title: string
  readonly children?: ReactNode
}

/** Stands where a list would be: says why there is none, and what to do. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="empty">
      <p className="font-semibold">{title}</p>
      {children}
    </div>
  )
}
