import type { Status } from '#scanner/model/site.ts'

/** Where something is left to be done, which can be claimed. */
export const undoneStatuses: readonly Status[] = ['unconverted', 'mismatched', 'unknown']
