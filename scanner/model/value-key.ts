import type { AccessPath } from './access-path.ts'

/** Functions whose result names the same page as their argument. */
const transparent: ReadonlySet<string> = new Set([
  'page_folio()',
  'folio_page()',
  'compound_head()',
  'nth_page()',
  'page_to_pfn()',
  'pfn_to_page()',
  'page_to_phys()',
  'phys_to_page()',
  'virt_to_page()',
  'virt_to_head_page()',
  'page_address()',
  'page_to_virt()',
  'folio_address()',
])

/**
 * What an access path holds, as a key that is equal for an array, its elements and their folios: `&pages[i]`,
 * `pages + n` and `page_folio(pages[0])` are all `pages`; `dma->map[i]` is `dma.map`. `null` where a function that is
 * not known to keep the page stands in between, and for constants.
 */
export function valueKey({ base, steps }: AccessPath): string | null {
  if (base === '' || base === 'NULL' || /^[A-Z][A-Z0-9_]*$/.test(base)) return null
  let key = base
  for (const step of steps) {
    if (step.startsWith('.')) key += step
    else if (step.endsWith('()') && !transparent.has(step)) return null
  }
  return key
}
