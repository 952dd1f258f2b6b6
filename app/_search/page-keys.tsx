'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useState } from 'react'
import { goKeys as goKeysOf } from './go-keys.ts'
import { isTyping, openRow, selectRow, stepRow } from './row-keys.ts'

interface PageKeysProps {
  readonly slug: string
  readonly rev: string | null
}

const Palette = dynamic(() => import('./palette.tsx').then((module) => module.Palette), { ssr: false })
const KeyHelp = dynamic(() => import('./key-help.tsx').then((module) => module.KeyHelp), { ssr: false })

/** A letter behind `g` is waited for so long. */
const goMs = 1500

/** Keys of every page of a tree. What they open is loaded when it is first asked for. */
export function PageKeys({ slug, rev }: PageKeysProps) {
  const router = useRouter()
  const goKeys = useMemo(() => goKeysOf(slug, rev), [slug, rev])
  const [opened, setOpened] = useState<'palette' | 'help' | null>(null)
  useEffect(() => {
    let wentAt = Number.NEGATIVE_INFINITY
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpened('palette')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event)) return
      const target = goKeys.find(({ letter }) => letter === event.key)
      if (event.timeStamp - wentAt < goMs && target !== undefined) {
        wentAt = Number.NEGATIVE_INFINITY
        event.preventDefault()
        router.push(target.href)
        return
      }
      wentAt = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (act(event.key)) event.preventDefault()
    }
    const act = (key: string): boolean => {
      switch (key) {
        case '/':
          return focusSearch()
        case '?':
          setOpened('help')
          return true
        case 'j':
          return stepRow(1)
        case 'k':
          return stepRow(-1)
        case 'x':
          return selectRow()
        case 'o':
          return openRow()
        default:
          return false
      }
    }
    const focusSearch = (): boolean => {
      const field = document.getElementById('search-field')
      // a narrow screen has no field
      if (field === null || field.offsetParent === null) setOpened('palette')
      else field.focus()
      return true
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [router, goKeys])
  const close = () => setOpened(null)
  if (opened === 'palette') return <Palette slug={slug} rev={rev} onClose={close} />
  return opened === 'help' ? <KeyHelp goKeys={goKeys} onClose={close} /> : null
}
