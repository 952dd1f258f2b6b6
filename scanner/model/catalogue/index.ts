import type { Api } from '../api.ts'
import { type Transfer, transfers } from '../transfers.ts'
import { bioApis } from './bio.ts'
import { folioApis } from './folio.ts'
import { frameVectorApis } from './frame-vector.ts'
import { getApis } from './get.ts'
import { observedHelpers } from './helpers.ts'
import { iovApis } from './iov.ts'
import { pinApis } from './pin.ts'
import { putUserApis } from './put-user.ts'
import { subsystemApis } from './subsystem.ts'

export { observedHelpers } from './helpers.ts'

/**
 * Every function that takes or drops references to user pages, or did in a kernel of 2018 to 2026, one name a row.
 * Names that were only ever proposed, flags, queries and what mm/gup.c keeps to itself are not in it.
 */
export const catalogue: readonly Api[] = withMutualPartners([
  ...getApis,
  ...putUserApis,
  ...pinApis,
  ...iovApis,
  ...bioApis,
  ...folioApis,
  ...frameVectorApis,
  ...subsystemApis,
])

/** A release that an acquire names as its partner is one also if only one side says so. */
function withMutualPartners(apis: readonly Api[]): readonly Api[] {
  return apis.map((api) => {
    const namedBy = apis.filter((other) => other.partners.includes(api.name)).map(({ name }) => name)
    return { ...api, partners: [...new Set([...api.partners, ...namedBy])] }
  })
}

export const apiByName: ReadonlyMap<string, Api> = new Map(catalogue.map((api) => [api.name, api]))

/** The functions whose direct calls are rows. */
export const rowApis: readonly Api[] = catalogue.filter(({ family }) => family !== 'subsystem')

/** What a file must name to be read. */
export const prefilterNames: readonly string[] = catalogue.map(({ name }) => name)

/** What reading is told to look for: it knows no API by itself. */
export interface ReaderNames {
  /** Calls that may be rows. */
  readonly rows: ReadonlySet<string>
  /**
   * Those of `rows` that only users of gup call: where one stands, functions that are handed the pages are read too.
   * Everybody calls `put_page()`.
   */
  readonly telling: ReadonlySet<string>
  /** Those of `rows` that count also where they are only named, to be called by somebody else: acquires of plain references. */
  readonly values: ReadonlySet<string>
  /** Calls that are kept as evidence beside rows in the same function. */
  readonly helpers: ReadonlySet<string>
  /** Calls that put pages into another object. */
  readonly transfers: ReadonlyMap<string, readonly Transfer[]>
  /** Of other files, once the files of a tree have said what they are; empty at first. */
  readonly wrappers: WrapperNames
}

/** What of other files takes or drops pages for its callers. */
export interface WrapperNames {
  /** Functions and function-like macros. */
  readonly functions: ReadonlySet<string>
  /** Those of them, and of `aliases`, that only users of gup call. */
  readonly telling: ReadonlySet<string>
  /** Members of tables of operations that such functions are set to. */
  readonly members: ReadonlySet<string>
  /** Macros of headers that are other names of what is in `rows`: their uses are rows. */
  readonly aliases: ReadonlySet<string>
  /** Those of `functions` that are given pages to keep: where one is defined, its parameters are followed. */
  readonly keepers: ReadonlySet<string>
}

export const noWrappers: WrapperNames = {
  functions: new Set(),
  telling: new Set(),
  members: new Set(),
  aliases: new Set(),
  keepers: new Set(),
}

export const readerNames: ReaderNames = {
  rows: new Set(prefilterNames),
  telling: new Set(catalogue.filter(({ generic }) => !generic).map(({ name }) => name)),
  values: new Set(
    rowApis.filter(({ role, hold }) => role === 'acquire' && hold === 'reference').map(({ name }) => name),
  ),
  helpers: new Set(observedHelpers),
  transfers,
  wrappers: noWrappers,
}

/** Changes with whatever of the catalogue decides what reading keeps; part of the key of facts. */
export const catalogueVersion: string = fingerprint(
  [
    ...prefilterNames,
    '',
    ...readerNames.telling,
    '',
    ...readerNames.values,
    '',
    ...observedHelpers,
    '',
    JSON.stringify([...transfers]),
  ].join('\n'),
)

/** FNV-1a, 32 bits: no secret, only a change to be noticed. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
