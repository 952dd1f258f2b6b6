import type { FactsKey } from '#scanner/cache/facts-key.ts'
import { catalogueVersion } from '#scanner/model/catalogue/index.ts'
import { readerVersion } from '#scanner/read/read-facts.ts'
import { analysisVersion } from './analysis-version.ts'

/** What this very scanner may use of what was learnt. Sources that were not bundled have no version: what they derive is for their own process. */
export const factsKey: FactsKey = {
  readerVersion,
  catalogueVersion,
  analysisVersion: analysisVersion === 'unbundled' ? `${process.pid}-${Date.now()}` : analysisVersion,
}
