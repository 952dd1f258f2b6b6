/** How soon somebody should look at a site, as people see it; `normal` unless somebody has said so. Beside the verdict, not part of it. */
export const priorities = ['high', 'normal', 'low'] as const
export type Priority = (typeof priorities)[number]
