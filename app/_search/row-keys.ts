/** Whether a key is meant for a field, or for a dialog that is open. */
export function isTyping({ target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) return true
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}

/** Rows of the lists of a page that lead somewhere, as they are read. */
function listRows(): readonly { readonly row: HTMLElement; readonly link: HTMLAnchorElement }[] {
  return [...document.querySelectorAll<HTMLElement>('main tbody tr, main [data-row]')].flatMap((row) => {
    const link = row.querySelector<HTMLAnchorElement>('a[href]')
    return link === null || link.offsetParent === null ? [] : [{ row, link }]
  })
}

const currentRow = () => listRows().find(({ row }) => row.contains(document.activeElement))

/** Goes to the next row, or to the one before, and to the first where none has the focus; false where there is none. */
export function stepRow(step: 1 | -1): boolean {
  const rows = listRows()
  const at = rows.findIndex(({ row }) => row.contains(document.activeElement))
  const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]
  if (next === undefined) return false
  next.link.focus({ preventScroll: true })
  next.row.scrollIntoView({ block: 'nearest' })
  return true
}

/** Ticks the row with the focus, or unticks it. */
export function selectRow(): boolean {
  const box = currentRow()?.row.querySelector<HTMLInputElement>('input[type="checkbox"]')
  if (box === null || box === undefined) return false
  box.click()
  return true
}

export function openRow(): boolean {
  const current = currentRow()
  current?.link.click()
  return current !== undefined
}
