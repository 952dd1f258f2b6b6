import { createHash } from 'node:crypto'
import type { WrapperNames } from '#scanner/model/catalogue/index.ts'

/** Wrappers of other files that a blob is read with, as they cross threads; each list sorted. */
export interface LookNames {
  readonly functions: readonly string[]
  readonly telling: readonly string[]
  readonly members: readonly string[]
  readonly aliases: readonly string[]
  /** Those of `functions` that are given pages to keep. */
  readonly keepers: readonly string[]
}

export const noNames: LookNames = { functions: [], telling: [], members: [], aliases: [], keepers: [] }

const separator = '~'

/** What is read of a blob with some names in mind: facts are a function of both, and so is the key they are kept under. */
export function lookKey(oid: string, names: LookNames): string {
  const { functions, telling, members, aliases, keepers } = names
  const text = [functions, telling, members, aliases, keepers].map((list) => list.join(' ')).join('\n')
  return `${oid}${separator}${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
}

/** The blob of a key, which may be the blob's id alone. */
export function oidOfKey(key: string): string {
  const at = key.indexOf(separator)
  return at < 0 ? key : key.slice(0, at)
}

export function hasNames({ functions, members, aliases }: LookNames): boolean {
  return functions.length + members.length + aliases.length > 0
}

/** Finds a use of one of the names: some dozen of them are found faster so than among those of all parts of a tree. */
export function mentionPattern({ functions, members, aliases }: LookNames): RegExp {
  return new RegExp(`\\b(?:${[...functions, ...members, ...aliases].join('|')})\\b`)
}

export function toWrapperNames({ functions, telling, members, aliases, keepers }: LookNames): WrapperNames {
  return {
    functions: new Set(functions),
    telling: new Set(telling),
    members: new Set(members),
    aliases: new Set(aliases),
    keepers: new Set(keepers),
  }
}
