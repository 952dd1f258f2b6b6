/** How a short list is sorted: a column, and which way. */
export interface ListOrder<Column extends string> {
  readonly column: Column
  readonly descending: boolean
}

/**
 * `sort=column` or `sort=-column`; anything else is the default, and a problem to be told. Columns of numbers begin with the greatest:
 * `-remaining` is what a click on "Remaining" asks for first.
 */
export function parseListOrder<Column extends string>(
  params: URLSearchParams,
  columns: readonly Column[],
  fallback: ListOrder<Column>,
): { readonly order: ListOrder<Column>; readonly problem: string | null } {
  const value = params.get('sort') ?? ''
  if (value === '') return { order: fallback, problem: null }
  const descending = value.startsWith('-')
  const column = columns.find((candidate) => candidate === (descending ? value.slice(1) : value))
  if (column === undefined) return { order: fallback, problem: `The list can be sorted by ${columns.join(', ')}.` }
  return { order: { column, descending }, problem: null }
}

/** As `parseListOrder` reads it; `null` where it need not be said. */
export function formatListOrder<Column extends string>(
  { column, descending }: ListOrder<Column>,
  fallback: ListOrder<Column>,
): string | null {
  if (column === fallback.column && descending === fallback.descending) return null
  return `${descending ? '-' : ''}${column}`
}

/**
 * What the head of a column says and asks for: which way the list is sorted by it, and the list sorted by it, or, if it is already, the other
 * way round. Names begin with the first of the alphabet, numbers with the greatest.
 */
export function turnOrder<Column extends string>(order: ListOrder<Column>, column: Column, isName: boolean) {
  const isSorted = order.column === column
  const direction = isSorted ? (order.descending ? 'descending' : 'ascending') : null
  return { direction, next: { column, descending: isSorted ? !order.descending : !isName } } as const
}

/** Sorted by what `keyOf` says; equal ones stay in the order in which they come, whichever way. */
export function sortList<Item>(
  items: readonly Item[],
  descending: boolean,
  keyOf: (item: Item) => string | number,
): readonly Item[] {
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0)
  return [...items].sort((a, b) => (descending ? -1 : 1) * compare(keyOf(a), keyOf(b)))
}
