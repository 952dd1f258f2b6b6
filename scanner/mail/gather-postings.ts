import { batchKey } from './batch-key.ts'
import type { Mail } from './mail.ts'

/**
 * Patches and cover letters that were sent together, each list in the order of the mailbox. Two belong together if their ids show one
 * sending, if one answers the other, or if both answer the same mail; version and, among patches, total must agree. A patch without a
 * number stands alone, save where it was never sent: then the whole file is one series, as `git am` takes it.
 */
export function gatherPostings(mails: readonly Mail[], byId: ReadonlyMap<string, Mail>): readonly (readonly Mail[])[] {
  const parts = mails.filter(isPart)
  const groups = new Map<Mail, Mail[]>(parts.map((mail) => [mail, [mail]]))
  const join = (a: Mail, b: Mail) => {
    const [into, from] = [groups.get(a), groups.get(b)]
    if (into === undefined || from === undefined || into === from) return
    into.push(...from)
    for (const mail of from) groups.set(mail, into)
  }
  const firsts = new Map<string, Mail>()
  for (const mail of parts) {
    for (const key of keysOf(mail)) {
      const first = firsts.get(key)
      if (first === undefined) firsts.set(key, mail)
      else join(first, mail)
    }
    const parent = mail.ancestors
      .map((id) => byId.get(id))
      .find((ancestor) => ancestor !== undefined && isPart(ancestor))
    if (parent !== undefined && mail.part !== null && belongTogether(parent, mail)) join(parent, mail)
  }
  const place = new Map(parts.map((mail, index) => [mail, index]))
  return [...new Set(groups.values())].map((group) => group.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)))
}

/** Whether a mail is a patch or a cover letter, or was numbered as one and came without its patch. */
const isPart = ({ isReply, holdsPatch, part }: Mail): boolean => !isReply && (holdsPatch || part !== null)

function keysOf({ messageId, part, version, from, ancestors }: Mail): readonly string[] {
  const sender = `${from.address.toLowerCase()} v${version}`
  if (messageId === null) return [`unsent ${sender} ${part === null ? '' : 'numbered'}`]
  if (part === null) return []
  const batch = batchKey(messageId)
  const [parent] = ancestors
  return [
    ...(batch === null ? [] : [`batch ${sender} ${batch}`]),
    ...(parent === undefined || part.number === 0 ? [] : [`parent ${sender} ${part.total} ${parent}`]),
  ]
}

/** The number in a cover letter's subject may be stale: one of 2020 says 39 and is followed by 41 patches. */
const belongTogether = (parent: Mail, mail: Mail): boolean =>
  parent.part !== null &&
  parent.version === mail.version &&
  parent.from.address.toLowerCase() === mail.from.address.toLowerCase() &&
  (parent.part.number === 0 || (parent.part.total === mail.part?.total && mail.part.number > 0))
