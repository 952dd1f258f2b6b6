/**
 * Under which facts are kept: the same blob may say other things to another reader or catalogue, so that a new version
 * is a cold start and never a mix.
 */
export interface FactsKey {
  readonly readerVersion: number
  readonly catalogueVersion: string
  /** Of what is derived of facts: another analysis derives it again. */
  readonly analysisVersion: string
}

export function formatFactsKey({ readerVersion, catalogueVersion }: FactsKey): string {
  return `facts-r${readerVersion}-c${catalogueVersion}`
}

/** Begins the name of what any analysis derived of these facts. */
export function formatLinksKey(key: FactsKey): string {
  return `${formatFactsKey(key)}/links-`
}
