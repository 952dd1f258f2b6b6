export const openClaimStates = ['claimed', 'posted'] as const
export const claimStates = [...openClaimStates, 'done', 'withdrawn', 'expired'] as const
/** `done` is set by a scan alone, when the code has changed. */
export type ClaimState = (typeof claimStates)[number]

/** A claim without news is given up after so many days. */
export const claimDaysDefault = 60

/** So many days before that there is a mail. */
export const remindDays = 7
