import type { SubjectTags } from './mail.ts'

/** `Re:`, and what mail programs of other languages write for it. */
const reply = /^\s*(?:re|aw|antw|sv|vs|fwd?|wg)(?:\[\d+\])?\s*:/i

/** Reads `Re: [RFC PATCH net-next v3 02/12] subsystem: title`. Never fails: what says nothing is title. */
export function parseSubject(subject: string): SubjectTags {
  let rest = subject.replace(/\s+/g, ' ').trim()
  let isReply = false
  const tags: string[] = []
  for (;;) {
    if (reply.test(rest)) {
      // the subject of a patch itself may hold "Re:" further behind
      isReply = true
      rest = rest.replace(reply, '').trim()
      continue
    }
    const bracket = /^\[([^\]]*)\]\s*/.exec(rest)
    if (bracket === null) break
    tags.push(bracket[1] ?? '')
    rest = rest.slice(bracket[0].length)
  }
  return { title: rest, isReply, ...readTags(tags.join(' ')) }
}

function readTags(tags: string): Pick<SubjectTags, 'version' | 'part'> {
  const version = /(?:^|[\s,])(?:patch)?v\.? ?(\d{1,4})(?=$|[\s,])/i.exec(tags)?.[1]
  const numbers = /(?:^|[\s,#])(\d{1,4})\/(\d{1,4})(?=$|[\s,])/.exec(tags)
  return {
    version: version === undefined ? 1 : Math.max(1, Number(version)),
    part: numbers === null ? null : { number: Number(numbers[1]), total: Number(numbers[2]) },
  }
}
