import type { ListPart } from './fields.ts'
import { notUnderstood } from './refusal.ts'

/**
 * A part of a list that is at hand whole. The cursor is the key of the last item before the part, so that it stays where it is while items
 * come and go elsewhere; `keyOf` is unique.
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): ListPart<Item> {
  const start = cursor === undefined ? 0 : items.findIndex((item) => keyOf(item) === decodeKey(cursor)) + 1
  if (cursor !== undefined && start === 0)
    throw notUnderstood([{ pointer: 'cursor', detail: 'cursor: it names no place of this list.' }])
  const part = items.slice(start, start + limit)
  const last = part.at(-1)
  const more = start + limit < items.length && last !== undefined
  return { items: part, next: more ? encodeKey(keyOf(last)) : null, total: items.length }
}

const encodeKey = (key: string): string => Buffer.from(key).toString('base64url')
const decodeKey = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8')
