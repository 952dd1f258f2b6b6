import type { ReactNode } from 'react'

interface NoticeProps {
  /** `problem` is something to be mended, `note` something to know. */
  readonly kind?: 'note' | 'problem'
  readonly title?: string
  readonly children: ReactNode
}

/** Something to read before the rest of the page. */
export function Notice({ kind = 'note', title, children }: NoticeProps) {
  return (
    <div
      className={`notice notice-${kind}`}
      role="note"
      aria-label={title ?? (kind === 'problem' ? 'Problem' : 'Note')}
    >
      {title === undefined ? null : <p className="font-semibold">{title}</p>}
      {children}
    </div>
  )
}

interface ParameterNoticeProps {
  /** What of the address could not be used; empty shows nothing. */
  readonly problems: readonly { readonly parameter: string; readonly message: string }[]
}

/** Says what of an address was left out, so that nobody takes the page for an answer to it. */
export function ParameterNotice({ problems }: ParameterNoticeProps) {
  if (problems.length === 0) return null
  return (
    <Notice kind="problem" title="Part of the address was not understood; the rest applies">
      <ul>
        {problems.map(({ parameter, message }) => (
          <li key={parameter}>
            <code>{parameter}</code>: {message}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
