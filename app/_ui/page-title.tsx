import type { ReactNode } from 'react'

interface PageTitleProps {
  readonly title: ReactNode
  /** Where this page belongs to, above the title. */
  readonly above?: ReactNode
  /** One or two lines below the title. */
  readonly children?: ReactNode
}

export function PageTitle({ title, above, children }: PageTitleProps) {
  return (
    <header className="mb-5">
      {above === undefined ? null : <div className="mb-1 text-sm text-muted">{above}</div>}
      <h1 className="break-anywhere text-xl font-semibold tracking-tight">{title}</h1>
      {children === undefined ? null : <div className="mt-1 text-muted">{children}</div>}
    </header>
  )
}
