/** Version of the analysis: 16 hex digits of its sources; `scanner` is the folder that holds them. */
export function digestAnalysis(scanner?: string): string
