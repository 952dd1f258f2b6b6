/** Schemes of colours; `system` is whichever the browser wishes. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const themeCookie = 'pinwatch-theme'

/** As a cookie says it; whatever else it says is the system's. */
export const parseTheme = (value: string | undefined): Theme => themes.find((name) => name === value) ?? 'system'
