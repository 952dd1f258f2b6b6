import type { AccountRole } from './permissions.ts'

export const tokenScopes = ['read', 'write', 'admin'] as const
export type TokenScope = (typeof tokenScopes)[number]

/** Whoever a request is from, once that is known. */
export interface Actor {
  readonly userId: string
  /** The participant of the account's own address: claims, triage, notes and the audit name people by it. */
  readonly participantId: number
  readonly name: string
  readonly email: string
  readonly role: AccountRole
}

/** Where an act comes from, for the audit. */
export interface Origin {
  readonly actor: Actor
  readonly via: 'page' | 'api' | 'mail'
  /** Address of the client; `null` where nobody says. */
  readonly address: string | null
  /** Of the token that it came with. Without: by a session, which may do whatever its account may. */
  readonly scopes?: readonly TokenScope[]
}

/** As far as the audit looks. Whoever acts by the link of a mail may have no account. */
export type AuditOrigin = Pick<Origin, 'via' | 'address'> & { readonly actor: Pick<Actor, 'participantId'> }
