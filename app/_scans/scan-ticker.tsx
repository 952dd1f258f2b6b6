'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { liveScansPath } from '#app/_web/routes.ts'
import type { ScanLine } from './scan-line.ts'

const pollMs = 5000

/** Open scans at the foot of every page, as long as there are any: told by the server as they go on, or asked for where that does not work. */
export function ScanTicker({ initial }: { readonly initial: readonly ScanLine[] }) {
  const [scans, setScans] = useState(initial)
  const path = usePathname()
  /** The page that came from the server with its scans: nothing to ask for there. */
  const shownOn = useRef<string | null>(path)
  const isOpen = scans.length > 0
  // a scan may have been asked for on the page before
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once on each page
  useEffect(() => {
    if (shownOn.current !== path && !isOpen) void ask().then(setScans, () => {})
    shownOn.current = null
  }, [path])
  useEffect(() => {
    if (!isOpen) return
    const source = new EventSource(liveScansPath())
    let timer: ReturnType<typeof setInterval> | undefined
    source.onmessage = ({ data }) => setScans(parse(String(data)))
    source.onerror = () => {
      // the browser tries again by itself, unless it was told that there is no such thing
      if (source.readyState !== EventSource.CLOSED) return
      timer ??= setInterval(() => void ask().then(setScans, () => {}), pollMs)
    }
    return () => {
      source.close()
      clearInterval(timer)
    }
  }, [isOpen])
  if (!isOpen) return null
  return (
    <aside aria-label="Scans" className="scan-ticker">
      {scans.map(({ id, href, text, value }) => (
        <a key={id} href={href} className="scan-ticker-line">
          <progress aria-label={`Scan ${id}`} max={1} {...(value === null ? {} : { value })} />
          {text}
        </a>
      ))}
    </aside>
  )
}

async function ask(): Promise<readonly ScanLine[]> {
  const answer = await fetch(liveScansPath(), { headers: { accept: 'application/json' } })
  return answer.ok ? parse(await answer.text()) : []
}

const parse = (text: string): readonly ScanLine[] => (JSON.parse(text) as { scans: ScanLine[] }).scans // of our own server
