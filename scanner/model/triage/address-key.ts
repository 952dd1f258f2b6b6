import type { SiteAddress } from './triage.ts'

/** The four keys as one text; equal exactly where all four are. */
export const addressKey = ({ path, function: name, api, ordinal }: SiteAddress): string =>
  JSON.stringify([path, name, api, ordinal])
