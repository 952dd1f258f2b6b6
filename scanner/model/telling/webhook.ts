/** What a hook may be told of: first parts of the names of events. */
export const hookEvents = ['claim', 'triage', 'note', 'revision'] as const
export type HookEvent = (typeof hookEvents)[number]

/** What is posted: the envelope that the Standard Webhooks specification (standardwebhooks.com) recommends. */
export interface HookMessage {
  /** The same at each try, and when it is sent again. */
  readonly id: string
  readonly url: string
  readonly body: string
}
