/** What a worker holds while it runs a scan: writes are refused once another worker has claimed it after. */
export interface ScanClaim {
  readonly id: number
  readonly claim: number
}

/** Another worker runs this scan now, or somebody ended it: whoever gets this stops, and writes nothing more. */
export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError'
  readonly code = 'claim-lost'
  constructor({ id }: ScanClaim) {
    super(`Scan ${id} is no longer ours: another worker took it up, or it was ended.`)
  }
}
