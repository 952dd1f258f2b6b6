'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { Suspense, useEffect, useState } from 'react'
import './navigation-progress.css'

/** A thin line at the top while the page that a link leads to is on its way; quick ones never show it. */
export function NavigationProgress() {
  return (
    <Suspense fallback={null}>
      <Line />
    </Suspense>
  )
}

function Line() {
  const address = `${usePathname()}?${useSearchParams()}`
  /** Address at which a link was followed; once the address differs, the page has come. */
  const [left, setLeft] = useState<string | null>(null)
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (leadsElsewhere(event)) setLeft(address)
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [address])
  return left === address ? <div aria-hidden="true" className="navigation-progress" /> : null
}

function leadsElsewhere(event: MouseEvent): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || link.target !== '' || link.origin !== location.origin) return false
  return link.pathname !== location.pathname || link.search !== location.search
}
