/**
 * Postgres keeps neither NUL nor half a surrogate pair in a text: both become the replacement character. Repositories may hold them in
 * any name.
 */
export function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd')
}

/** JSON that Postgres takes as jsonb, whatever texts the value holds. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? storable(inner) : inner))
}
