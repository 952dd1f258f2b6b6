import type { Exemption } from './exemption.ts'
import { case3Exemptions } from './exemptions-case-3.ts'
import { case4Exemptions } from './exemptions-case-4.ts'
import { otherExemptions } from './exemptions-other.ts'

export type { Exemption } from './exemption.ts'

/** The reviewed list. An entry is added with its evidence, never for a site that merely looks harmless. */
export const exemptions: readonly Exemption[] = [...case3Exemptions, ...case4Exemptions, ...otherExemptions]
