import type { Mail } from './mail.ts'
import type { Posting } from './series.ts'

/** A posting from its mails in the order of the mailbox. Of two with one number the later holds, as a repair of the earlier. */
export function composePosting(mails: readonly Mail[], replies: readonly Mail[]): Posting {
  const version = mails[0]?.version ?? 1
  const slots = new Map<number, Mail>()
  const superseded: Mail[] = []
  for (const [index, mail] of mails.entries()) {
    const number = mail.part?.number ?? index + 1
    const earlier = slots.get(number)
    const [kept, left] = earlier !== undefined && isLater(earlier, mail) ? [earlier, mail] : [mail, earlier]
    slots.set(number, kept)
    if (left !== undefined) superseded.push(left)
  }
  const cover = slots.get(0) ?? null
  slots.delete(0)
  const numbered = [...slots].sort(([a], [b]) => a - b)
  const total = Math.max(
    ...numbered.map(([number, { part }]) => part?.total ?? number),
    numbered.length > 0 ? 1 : (cover?.part?.total ?? 0),
  )
  const patches = numbered.flatMap(([, mail]) => (mail.holdsPatch ? [mail] : []))
  const present = new Set(numbered.flatMap(([number, mail]) => (mail.holdsPatch ? [number] : [])))
  const missing = Array.from({ length: total }, (_, index) => index + 1).filter((number) => !present.has(number))
  return { version, total, cover, patches, missing, filledFrom: null, superseded, replies }
}

/** Whether the first was sent after the second; without dates the order of the mailbox holds. */
const isLater = (a: Mail, b: Mail): boolean => a.date !== null && b.date !== null && a.date > b.date
