/**
 * Under which facts are kept: the same blob may say other things to another reader or catalogue, so that a new version
 * is a cold start and never a mix.
 */
export interface FactsKey {
  readonly readerVersion: number
  readonly catalogueVersion: string
}

export function formatFactsKey({ readerVersion, catalogueVersion }: FactsKey): string {
  return `facts-r${readerVersion}-c${catalogueVersion}`
}
