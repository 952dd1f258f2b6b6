import { UsageError } from './usage-error.ts'

/** Sites as the API is told of them. */
export type ChosenSites =
  | { readonly sites: readonly string[] }
  | { readonly filter: Readonly<Record<string, readonly string[]>> }

/** Keys, or what `--filter` says: parameters as in the address of a list. Throws `UsageError` for both or neither. */
export function chosenSites(keys: readonly string[], filter: string | undefined): ChosenSites {
  if (keys.length > 0 === (filter !== undefined))
    throw new UsageError("name either keys of sites or --filter 'status=unconverted&…'.")
  if (filter === undefined) return { sites: keys }
  const parameters = new URLSearchParams(filter.replace(/^\?/, ''))
  return { filter: Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)])) }
}
