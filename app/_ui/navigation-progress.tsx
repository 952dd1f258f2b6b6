'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { Suspense, useEffect, useState } from 'react'

/**
 * Follows plain links and forms that ask without loading the page anew, and shows a thin line at the top while the next one is on its way; quick ones never show
 * it. Without a script each of them loads its page.
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
    const onSubmit = (event: SubmitEvent) => {
      const asked = event.defaultPrevented ? null : addressOf(event)
      if (asked === null) return
      event.preventDefault()
      const form = event.target instanceof Element ? event.target : null
      const place = event.submitter ?? form
      router.push(asked, { scroll: place?.closest('[data-stay]') == null })
      setLeft(address)
    }
    document.addEventListener('click', onClick)
    document.addEventListener('submit', onSubmit)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('submit', onSubmit)
    }
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

const isFile = (link: HTMLAnchorElement): boolean => link.hasAttribute('download') || isFilePath(link.pathname)

/** What is no page: answers of the API, exports, pictures. */
const isFilePath = (path: string): boolean => /^\/(?:api|schema)\/|\/export$|\.(?:svg|png|xml|atom|json)$/.test(path)

/** Where a form leads that only asks; `null` for any other. */
function addressOf({ target, submitter }: SubmitEvent): string | null {
  if (!(target instanceof HTMLFormElement)) return null
  // attributes: a field that is called `target` or `action` hides the property of the form
  const said = (name: string) => target.getAttribute(name) ?? ''
  if (said('target') !== '' || !['', 'get'].includes(said('method').toLowerCase())) return null
  const action = submitter?.getAttribute('formaction') ?? said('action')
  const { origin, pathname } = new URL(action, location.href)
  if (origin !== location.origin || isFilePath(pathname)) return null
  const fields = [...new FormData(target, submitter)].map(([name, value]) => [name, String(value)])
  const query = new URLSearchParams(fields).toString()
  return query === '' ? pathname : `${pathname}?${query}`
}
