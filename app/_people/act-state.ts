/** What was typed into a form, or chosen in it, by field: several of boxes that share a name. */
export type TypedValues = Readonly<Record<string, readonly string[]>>

/** What a form shows after it was sent and could not be done; `null` before. */
export type ActState = null | {
  readonly problem: string
  /** To be mended. */
  readonly fields: TypedValues
}

export type FormAct = (before: ActState, data: FormData) => Promise<ActState>
