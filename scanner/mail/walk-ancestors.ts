import type { Mail } from './mail.ts'

/** The mails of a mailbox that one answers, the nearest first, through answers that are in the mailbox or named by the mail. */
export function* walkAncestors(mail: Mail, byId: ReadonlyMap<string, Mail>): Generator<Mail, void, undefined> {
  const asked = new Set<string>()
  const queue = [...mail.ancestors]
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    // threads can be made to run in circles
    if (asked.has(id)) continue
    asked.add(id)
    const ancestor = byId.get(id)
    if (ancestor === undefined) continue
    yield ancestor
    queue.push(...ancestor.ancestors)
  }
}
