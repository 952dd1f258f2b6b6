/**
 * How one expression reaches a value, in the order in which it is applied: `&dma->map[i]` is base `dma`,
 * steps `.map`, `[]`, `&`; `page_folio(pages[i])` is base `pages`, steps `[]`, `page_folio()`.
 * `->` and `.` are both written `.name`; `p + n` is the step `+`; a cast leaves no trace.
 * The base is empty where the value comes from a call without arguments or from a constant.
 */
export interface AccessPath {
  readonly base: string
  readonly steps: readonly string[]
}
