const itemsPerPage = 100
const pageMax = 100_000

export interface ListPage<Item> {
  readonly items: readonly Item[]
  /** From 1. */
  readonly number: number
  readonly pages: number
  /** What is wrong with the parameter; the first page is shown then. */
  readonly problem: string | null
}

/** The page of a list that `page=` asks for, from 1. What a published revision says stays, so that a number means the same part of it. */
export function pageOfList<Item>(all: readonly Item[], params: URLSearchParams): ListPage<Item> {
  const text = params.get('page')?.trim() ?? ''
  const pages = Math.max(1, Math.ceil(all.length / itemsPerPage))
  const asked = /^[1-9]\d{0,5}$/.test(text) ? Math.min(Number(text), pageMax) : null
  const isThere = asked !== null && asked <= pages
  const number = isThere ? asked : 1
  return {
    items: all.slice((number - 1) * itemsPerPage, number * itemsPerPage),
    number,
    pages,
    problem: text === '' || isThere ? null : `This list has pages 1 to ${pages}.`,
  }
}
