import { valueKey } from '#scanner/model/value-key.ts'
import type { TracedFunction } from './trace-sites.ts'

/** Helpers that take a reference of their own: a plain release behind one may belong to it, and not to a gup. */
const names: ReadonlySet<string> = new Set([
  'get_page',
  'try_get_page',
  'folio_get',
  'folio_try_get',
  'folio_ref_add',
  'page_ref_add',
])

export function takesReference(callee: string): boolean {
  return names.has(callee)
}

/** A page table that maps a page holds a reference on it: whoever takes the page out of the table has that one to drop. */
const unmapping: ReadonlySet<string> = new Set([
  'page_remove_rmap',
  'folio_remove_rmap_pte',
  'folio_remove_rmap_ptes',
  'folio_remove_rmap_pmd',
])

/** Whether the function has a reference to drop behind the call that no gup took. */
export function bringsReference(callee: string): boolean {
  return names.has(callee) || unmapping.has(callee)
}

/** Values that the function itself has a reference on, which no gup took. */
export function referencedKeys({ facts, file, aliases }: TracedFunction): ReadonlySet<string> {
  const blob = file.facts
  const keys = new Set<string>()
  for (const { callee, function: inside, arguments: given } of blob.helpers) {
    if (!bringsReference(callee) || blob.functions[inside ?? -1] !== facts) continue
    const path = given[0]?.path ?? null
    const key = path === null ? null : valueKey(path)
    if (key !== null) keys.add(aliases.find(key))
  }
  return keys
}
