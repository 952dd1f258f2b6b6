/** What a form shows after it was sent and could not be done; `null` before. */
export type ActState = null | {
  readonly problem: string
  /** What was typed, by field, to be mended. */
  readonly fields: Readonly<Record<string, string>>
}

export type FormAct = (before: ActState, data: FormData) => Promise<ActState>
