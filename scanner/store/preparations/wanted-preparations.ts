/** The revisions that a scan wants to have prepared, by one analysis: what another one makes of them is of no use to it. */
export interface WantedPreparations {
  readonly treeId: number
  readonly scanId: number
  readonly analysisVersion: string
}

/** Whoever runs a scan is called so and by its claim, and prepares revisions too; others are called otherwise. */
export const ownerPrefix = 'scan '

/** Who prepares says so every few seconds; one that was silent for so long is gone, and another may begin anew. */
export const silenceSecondsMax = 30
