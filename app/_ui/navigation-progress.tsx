'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { Suspense, useEffect, useState } from 'react'
import './navigation-progress.css'

/**
 * Follows plain links without loading the page anew, and shows a thin line at the top while the next one is on its way; quick ones never show
 * it. Without a script each link loads its page.
 */
export function NavigationProgress() {
  return (
    <Suspense fallback={null}>
      <Line />
    </Suspense>
  )
}

function Line() {
  const address = `${usePathname()}?${useSearchParams()}`
  const router = useRouter()
  /** Address at which a link was followed; once the address differs, the page has come. */
  const [left, setLeft] = useState<string | null>(null)
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = linkOf(event)
      if (link === null || !leadsElsewhere(link)) return
      // links of Next follow themselves, and have prevented the rest
      if (!event.defaultPrevented) {
        if (isFile(link)) return
        event.preventDefault()
        router.push(`${link.pathname}${link.search}${link.hash}`, { scroll: link.closest('[data-stay]') === null })
      }
      setLeft(address)
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [address, router])
  return left === address ? <div aria-hidden="true" className="navigation-progress" /> : null
}

function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest('a') : null
  return link === null || link.target !== '' || link.origin !== location.origin ? null : link
}

const leadsElsewhere = (link: HTMLAnchorElement): boolean =>
  link.pathname !== location.pathname || link.search !== location.search

/** What is no page: answers of the API, exports, pictures. */
const isFile = (link: HTMLAnchorElement): boolean =>
  link.hasAttribute('download') || /^\/(?:api|schema)\/|\/export$|\.(?:svg|png|xml|atom|json)$/.test(link.pathname)
