'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

interface LiveRefreshProps {
  readonly everyMs: number
  /** What changed, for whoever does not see it: said when it is another text than before. */
  readonly announcement: string
}

/** Shows the page anew while it is looked at. Put it in only while something changes. */
export function LiveRefresh({ everyMs, announcement }: LiveRefreshProps) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [router, everyMs])
  return (
    <span className="sr-only" role="status" aria-live="polite">
      {announcement}
    </span>
  )
}
