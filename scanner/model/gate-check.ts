/** What a check was asked for because of. */
export const checkOrigins = ['push', 'pull-request'] as const
export type CheckOrigin = (typeof checkOrigins)[number]

export const checkStates = ['queued', 'running', 'done', 'failed'] as const
export type CheckState = (typeof checkStates)[number]

/** `owner/name` as a tree keeps it; `null` if this is none. GitHub tells upper and lower case not apart. */
export function parseGithubRepository(text: string): string | null {
  return /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(text) ? text.toLowerCase() : null
}

/** How GitHub is told which check of ours a check run is of: each round has one of its own. */
export const formatCheckRunId = ({ id, round }: { readonly id: number; readonly round: number }): string =>
  `pinwatch-check-${id}.${round}`

/** Id of the check, `null` where it is not ours. */
export function parseCheckRunId(text: string): number | null {
  const id = /^pinwatch-check-(\d{1,9})\.\d+$/.exec(text)?.[1]
  return id === undefined ? null : Number(id)
}
