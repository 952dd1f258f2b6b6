/** So long what was done to many sites at once can be undone at once. */
export const undoMinutesMax = 10
