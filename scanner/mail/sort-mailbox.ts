import { composePosting } from './compose-posting.ts'
import { fillRerolls } from './fill-rerolls.ts'
import { gatherPostings } from './gather-postings.ts'
import { joinVersions } from './join-versions.ts'
import type { Mail } from './mail.ts'
import type { SortedMailbox } from './series.ts'
import { walkAncestors } from './walk-ancestors.ts'

/**
 * Sorts mails into series and their versions. A patch is a mail that holds one and is no answer: what reviewers write below `Re:` is theirs,
 * not the author's. Never fails.
 */
export function sortMailbox(mails: readonly Mail[]): SortedMailbox {
  const { unique, copies } = dropCopies(mails)
  const byId = new Map(unique.flatMap((mail) => (mail.messageId === null ? [] : [[mail.messageId, mail] as const])))
  const groups = gatherPostings(unique, byId)
  const groupOf = new Map(groups.flatMap((group) => group.map((mail) => [mail, group] as const)))
  const replies = new Map(groups.map((group) => [group, [] as Mail[]]))
  const others: Mail[] = []
  for (const mail of unique) {
    if (groupOf.has(mail)) continue
    const answered = [...walkAncestors(mail, byId)]
      .map((ancestor) => groupOf.get(ancestor))
      .find((group) => group !== undefined)
    const list = answered === undefined ? others : replies.get(answered)
    list?.push(mail)
  }
  const postings = groups.map((group) => composePosting(group, replies.get(group) ?? []))
  return { series: joinVersions(fillRerolls(postings, byId)), others, copies }
}

function dropCopies(mails: readonly Mail[]): { readonly unique: readonly Mail[]; readonly copies: number } {
  const seen = new Set<string>()
  const unique = mails.filter(({ messageId }) => {
    if (messageId === null) return true
    const isNew = !seen.has(messageId)
    seen.add(messageId)
    return isNew
  })
  return { unique, copies: mails.length - unique.length }
}
