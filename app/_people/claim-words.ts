import type { ClaimState } from '#scanner/model/claim.ts'

export const claimStateWords: Readonly<Record<ClaimState, string>> = {
  claimed: 'claimed',
  posted: 'posted',
  done: 'done',
  withdrawn: 'given back',
  expired: 'expired',
}
