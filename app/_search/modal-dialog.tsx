'use client'

import { type ReactNode, useEffect, useRef } from 'react'

interface ModalDialogProps {
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog of the browser's own, open as long as it is there: it keeps the focus, and Escape or a click beside it closes it. */
export function ModalDialog({ label, onClose, children }: ModalDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (element !== null && !element.open) element.showModal()
    return () => element?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: whoever has no mouse closes it by Escape, which is the browser's own
    <dialog
      ref={dialog}
      aria-label={label}
      className="palette"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className="palette-body">{children}</div>
    </dialog>
  )
}
