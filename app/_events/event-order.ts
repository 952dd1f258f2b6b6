import { z } from 'zod'
import { eventKinds } from '#scanner/model/event.ts'

const text = z
  .string()
  .max(1000)
  .refine((value) => !value.includes('\0'))
const int4 = z.number().int().min(0).max(2_147_483_647)

/** Where an event stands: newest step first, in a step what hurts first, then role, path, line and key of its site. */
const placeSchema = z.tuple([int4, z.enum(eventKinds), z.enum(['acquire', 'release']), text, int4, text])

export interface EventPlace {
  readonly revisionId: number
  readonly kind: (typeof eventKinds)[number]
  readonly role: 'acquire' | 'release'
  readonly path: string
  readonly line: number
  readonly key: string
}

/** A page is what comes after one event or before another. */
export interface EventCursor {
  readonly side: 'after' | 'before'
  readonly place: EventPlace
}

/** For the address. */
export function formatEventCursor({ revisionId, kind, role, path, line, key }: EventPlace): string {
  return Buffer.from(JSON.stringify([revisionId, kind, role, path, line, key])).toString('base64url')
}

/** `null` for whatever we did not write. */
export function parseEventCursor(value: string): EventPlace | null {
  if (!/^[\w-]{1,4000}$/.test(value)) return null
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(value, 'base64url').toString('utf8'))
  } catch {
    return null
  }
  const place = placeSchema.safeParse(parts)
  if (!place.success) return null
  const [revisionId, kind, role, path, line, key] = place.data
  return { revisionId, kind, role, path, line, key }
}
