/** How close the lines of lists stand. */
export const densities = ['roomy', 'dense'] as const
export type Density = (typeof densities)[number]

export const densityCookie = 'pinwatch-density'

/** As a cookie says it; whatever else it says is roomy. */
export const parseDensity = (value: string | undefined): Density => densities.find((name) => name === value) ?? 'roomy'
