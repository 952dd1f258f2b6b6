import type { Role } from '#scanner/model/api.ts'
import type { Status } from '#scanner/model/site.ts'

/** What can be found, in the order in which it is shown where nothing else says. */
export const searchKinds = ['page', 'person', 'subsystem', 'function', 'directory', 'file', 'site', 'revision'] as const
export type SearchKind = (typeof searchKinds)[number]

/** Whatever a search can lead to. */
export type SearchTarget =
  | { readonly kind: 'page'; readonly title: string; readonly page: SearchPage }
  | { readonly kind: 'person'; readonly name: string; readonly email: string }
  | { readonly kind: 'subsystem'; readonly title: string; readonly slug: string }
  | { readonly kind: 'function'; readonly name: string; readonly path: string; readonly sites: number }
  | { readonly kind: 'directory' | 'file'; readonly path: string; readonly sites: number }
  | {
      readonly kind: 'site'
      readonly key: string
      readonly path: string
      readonly line: number
      readonly function: string | null
      readonly api: string
      readonly role: Role
      readonly status: Status
    }
  | { readonly kind: 'revision'; readonly name: string; readonly subject: string }

/** Pages that have a name of their own. */
export const searchPages = {
  overview: 'Overview',
  sites: 'Sites',
  subsystems: 'Subsystems',
  maintainers: 'Maintainers',
  events: 'Events',
  next: 'Next: what should I do?',
  compare: 'Compare revisions',
  scans: 'Scans',
  api: 'API',
} as const
export type SearchPage = keyof typeof searchPages

/** One thing that can be found, with what it is found by, in lower case. */
export interface SearchEntry {
  readonly target: SearchTarget
  /** What it is called. */
  readonly name: string
  /** What else is known of it. */
  readonly more: string
}

export type SearchIndex = readonly SearchEntry[]

export interface FoundGroup {
  readonly kind: SearchKind
  readonly targets: readonly SearchTarget[]
  /** All that were found of this kind. */
  readonly total: number
}

const wordsMax = 8

/**
 * What holds every word that was typed, by kind; the kind with the best of them first. A name that is the word counts most, then one that
 * begins with it, one of whose parts does, one that holds it, and at last what only its surroundings hold.
 */
export function searchIndex(index: SearchIndex, text: string, perKind: number): readonly FoundGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, wordsMax)
  if (words.length === 0) return []
  const groups = new Map<SearchKind, { readonly target: SearchTarget; readonly cost: number }[]>()
  for (const { target, name, more } of index) {
    const cost = costOf(words, name, more)
    if (cost === null) continue
    const group = groups.get(target.kind) ?? []
    group.push({ target, cost })
    groups.set(target.kind, group)
  }
  return [...groups]
    .map(([kind, found]) => ({ kind, found: found.sort((a, b) => a.cost - b.cost) }))
    .sort(
      (a, b) =>
        (a.found[0]?.cost ?? 0) - (b.found[0]?.cost ?? 0) || searchKinds.indexOf(a.kind) - searchKinds.indexOf(b.kind),
    )
    .map(({ kind, found }) => ({
      kind,
      targets: found.slice(0, perKind).map(({ target }) => target),
      total: found.length,
    }))
}

/** `null` where a word is missing. */
function costOf(words: readonly string[], name: string, more: string): number | null {
  let cost = 0
  for (const word of words) {
    const place = name.indexOf(word)
    if (name === word) continue
    if (place === 0) cost += 1
    else if (place > 0) cost += isPartStart(name, word) ? 2 : 3
    else if (more.includes(word)) cost += 5
    else return null
  }
  return cost
}

/** Whether a part of a name begins with the word: behind `_`, `/`, `.`, a blank … */
function isPartStart(name: string, word: string): boolean {
  for (let place = name.indexOf(word); place !== -1; place = name.indexOf(word, place + 1))
    if (place > 0 && !/[a-z\d]/.test(name.charAt(place - 1))) return true
  return false
}
