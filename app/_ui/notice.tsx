import type { ReactNode } from 'react'
import { noteMisasked } from '#app/_web/note-misasked.ts'

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
  /** What of the address could not be used; nothing at all shows nothing. */
  readonly problems: readonly ParameterProblem[]
  /** What is no mistake of who follows the address, as what others hang on a link, or what holds at another revision: told as well. */
  readonly asides?: readonly ParameterProblem[]
}

interface ParameterProblem {
  readonly parameter: string
  readonly message: string
}

/** Says what of an address was left out, so that nobody takes the page for an answer to it: its status is 400 where a value means nothing. */
export function ParameterNotice({ problems, asides = [] }: ParameterNoticeProps) {
  const told = [...problems, ...asides]
  if (told.length === 0) return null
  if (problems.length > 0) noteMisasked()
  return (
    <Notice kind="problem" title="Part of the address was not understood; the rest applies">
      <ul>
        {told.map(({ parameter, message }) => (
          <li key={parameter}>
            <code>{parameter}</code>: {message}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
