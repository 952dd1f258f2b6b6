import type { Reason } from '#scanner/model/site.ts'

export type ExemptionReason = Extract<Reason, 'case-3' | 'case-4' | 'read-only' | 'kernel-memory' | 'mm-internal'>

/** Why a maintainer may believe an exemption. */
export interface ExemptionEvidence {
  /** `documentation`: a rule of Documentation/; `mail`: a message id; `code`: what the code itself does. */
  readonly kind: 'documentation' | 'mail' | 'code'
  readonly reference: string
}

/** One reviewed statement: these legacy calls rightly stay as they are. Calls that already pin are never exempted. */
export interface Exemption {
  /** Every path the function had in the kernels of 2018 to 2026; `*` stands for any part of one segment. */
  readonly paths: readonly string[]
  /** `null`: wherever in these files. */
  readonly functions: readonly string[] | null
  readonly apis: readonly string[]
  readonly reason: ExemptionReason
  readonly case: 3 | 4 | null
  readonly evidence: ExemptionEvidence
  readonly note: string
}
