import type { Api } from '#scanner/model/api.ts'
import type { Replacement } from './compose-checkpatch.ts'

/** Families that a conversion leaves. */
const legacy: readonly Api['family'][] = ['get', 'iov-get']

/**
 * Legacy acquires that these headers declare, with the first of their targets that they declare, too. Releases are not among them: most
 * calls of `put_page()` have nothing to do with user pages.
 */
export function listReplacements(apis: readonly Api[], headers: readonly string[]): readonly Replacement[] {
  const text = headers.join('\n')
  const isDeclared = (name: string) => new RegExp(`\\b${name}\\s*\\(`).test(text)
  return apis.flatMap(({ name, role, family, targets }) => {
    const to = targets.find(isDeclared)
    return role === 'acquire' && legacy.includes(family) && to !== undefined && isDeclared(name)
      ? [{ from: name, to }]
      : []
  })
}
