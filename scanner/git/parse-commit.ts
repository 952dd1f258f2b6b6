export interface CommitMessage {
  readonly subject: string
  readonly committedAt: Date
}

/** The end of year 9999: commits with a broken clock claim more than any calendar or database can show. */
const secondsMax = 253_402_300_799

/** No subject is longer; what is searched for its end stays small whatever a commit holds. */
const subjectBytesMax = 4096

/** Subject and committer's date of a commit object. What a broken tool left out is an empty subject, or the beginning of time. */
export function parseCommit(content: Buffer): CommitMessage {
  const end = content.indexOf('\n\n')
  const header = content.toString('latin1', 0, end < 0 ? content.length : end)
  const encoding = /^encoding (.+)$/m.exec(header)?.[1]
  const message = end < 0 ? '' : decode(content.subarray(end + 2, end + 2 + subjectBytesMax), encoding)
  const seconds = Number(/^committer [^\n]*> (\d+)/m.exec(header)?.[1] ?? 0)
  return { subject: subjectOf(message), committedAt: new Date(Math.min(seconds, secondsMax) * 1000) }
}

function subjectOf(message: string): string {
  const [paragraph = ''] = message.replace(/^\s*\n/, '').split(/\n\s*\n/, 1)
  return paragraph
    .trim()
    .split(/\s*\n\s*/)
    .join(' ')
}

/** Git writes messages in UTF-8 and says so where one is not. */
function decode(bytes: Buffer, encoding: string | undefined): string {
  if (encoding === undefined) return bytes.toString('utf8')
  try {
    return new TextDecoder(encoding.trim()).decode(bytes)
  } catch {
    return bytes.toString('utf8')
  }
}
