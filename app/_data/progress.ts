/** What became of the acquire sites of something. */
export interface Progress {
  readonly converted: number
  readonly mismatched: number
  readonly unconverted: number
  readonly unknown: number
  /** Left out of progress, beside wrappers and implementations. */
  readonly exempt: number
}

/** Acquire sites that somebody has to look at. */
export const remainingOf = ({ mismatched, unconverted, unknown }: Progress): number =>
  mismatched + unconverted + unknown

/** Share that is converted, to sort by; what has nothing to convert comes after what is done. */
export function shareOf(progress: Progress): number {
  const counted = progress.converted + remainingOf(progress)
  return counted === 0 ? 2 : progress.converted / counted
}

/** The progress of sites that are at hand one by one. */
export function sumProgress(sites: readonly { readonly role: string; readonly status: string }[]): Progress {
  const count = (status: string) => sites.filter((site) => site.role === 'acquire' && site.status === status).length
  return {
    converted: count('converted'),
    mismatched: count('mismatched'),
    unconverted: count('unconverted'),
    unknown: count('unknown'),
    exempt: count('exempt'),
  }
}
