'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'

interface SubmitButtonProps {
  readonly className?: string
  /** Shown while the form is on its way. */
  readonly pending: string
  readonly children: ReactNode
}

/** Cannot be pressed twice. */
export function SubmitButton({ className = 'button', pending, children }: SubmitButtonProps) {
  const { pending: isPending } = useFormStatus()
  return (
    <button type="submit" className={className} disabled={isPending}>
      {isPending ? pending : children}
    </button>
  )
}
