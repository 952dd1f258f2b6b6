'use client'

import { useCombobox } from 'downshift'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { searchApiPath, searchPath } from '#app/_web/routes.ts'
import { ModalDialog } from './modal-dialog.tsx'
import type { SearchKind } from './search-index.ts'
import type { FoundLine } from './target-words.ts'

const headings: Readonly<Record<SearchKind, string>> = {
  page: 'Pages',
  person: 'People',
  subsystem: 'Subsystems',
  function: 'Functions',
  directory: 'Directories',
  file: 'Files',
  site: 'Sites',
  revision: 'Revisions',
}

interface PaletteProps {
  readonly slug: string
  readonly rev: string | null
  readonly onClose: () => void
}

type Answer = { readonly text: string; readonly items: readonly FoundLine[]; readonly total: number }

/** Whatever a tree has, by typing a part of it. */
export function Palette({ slug, rev, onClose }: PaletteProps) {
  const router = useRouter()
  const [answer, setAnswer] = useState<Answer>({ text: '', items: [], total: 0 })
  const [isLost, setIsLost] = useState(false)
  const asking = useRef<AbortController | null>(null)
  useEffect(() => () => asking.current?.abort(), [])

  const ask = async (text: string) => {
    asking.current?.abort()
    const controller = new AbortController()
    asking.current = controller
    if (text.trim() === '') return setAnswer({ text, items: [], total: 0 })
    try {
      const response = await fetch(searchApiPath(slug, { rev }, text), { signal: controller.signal })
      if (!response.ok) throw new Error(`answered with ${response.status}`)
      const { items, total } = (await response.json()) as Omit<Answer, 'text'> // what our own address answers
      setAnswer({ text, items, total })
      setIsLost(false)
    } catch {
      if (!controller.signal.aborted) setIsLost(true)
    }
  }
  const go = (href: string) => {
    onClose()
    router.push(href)
  }
  const { getLabelProps, getInputProps, getMenuProps, getItemProps, highlightedIndex, inputValue } = useCombobox({
    items: [...answer.items],
    isOpen: true,
    defaultHighlightedIndex: 0,
    itemToString: (item) => item?.title ?? '',
    onInputValueChange: ({ inputValue: text }) => void ask(text),
    onSelectedItemChange: ({ selectedItem }) => selectedItem && go(selectedItem.href),
  })
  const all = searchPath(slug, { rev }, inputValue)
  return (
    <ModalDialog label="Find" onClose={onClose}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the properties name the field below */}
      <label {...getLabelProps()} className="sr-only">
        Find a site, function, file, section, person, revision or page
      </label>
      <input
        {...getInputProps({
          maxLength: 200,
          // while nothing is found there is nothing to point at
          ...(answer.items.length === 0 ? { 'aria-activedescendant': undefined } : {}),
          placeholder: 'Site, function, file, section, person, revision or page',
          className: 'palette-field',
          autoFocus: true,
          onKeyDown: (event) => {
            // the list is always open: Escape has nothing to close but the dialog
            if (event.key === 'Escape') onClose()
            if (event.key === 'Enter' && answer.items.length === 0 && inputValue.trim() !== '') go(all)
          },
        })}
      />
      <ul {...getMenuProps({ className: 'palette-list' })}>
        {answer.items.map((item, index) => (
          <li
            key={`${item.kind} ${item.href} ${item.title}`}
            {...getItemProps({ item, index })}
            className="palette-item"
            data-current={index === highlightedIndex}
          >
            <span className="palette-kind">
              {answer.items[index - 1]?.kind === item.kind ? '' : headings[item.kind]}
            </span>
            <span className="palette-title">{item.title}</span>
            <span className="palette-detail">{item.detail}</span>
          </li>
        ))}
      </ul>
      <p className="palette-foot" role="status">
        {isLost
          ? 'The server does not answer.'
          : answer.text.trim() === ''
            ? 'Type a part of a name.'
            : answer.total === 0
              ? 'Nothing is named so.'
              : `${answer.total} found; ↑ ↓ choose, Enter opens.`}{' '}
        {answer.total > answer.items.length ? <a href={all}>Show all</a> : null}
      </p>
    </ModalDialog>
  )
}
