/** `toOrdinal` of what holds until now: the greatest integer of the column. */
export const openEnd = 2_147_483_647

/** Between two revisions that follow one another: room for ten rounds of putting one in the middle. */
export const ordinalStep = 1024
