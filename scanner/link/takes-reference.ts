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
