import type { RawMail } from './mail.ts'

/**
 * The mails of a mailbox (mboxrd, mboxo, one that `git format-patch --stdout` wrote) or of a file with one mail. As `git mailsplit` does, a
 * line `From … 00:00:00 1970` begins a mail, whatever stands before it, and a CR at the end of a line is dropped.
 *
 * A quoted `>From ` of a body loses one `>`, as in mboxrd. In mboxo the sign may have been the writer's own; no line of a patch starts so.
 */
export function splitMailbox(bytes: Buffer): readonly RawMail[] {
  const mails: RawMail[] = []
  let pieces: Buffer[] = []
  let first = 1
  let line = 0
  const end = () => {
    const content = Buffer.concat(pieces)
    if (content.length > 0 && /\S/.test(content.toString('latin1'))) mails.push({ line: first, content })
    pieces = []
  }
  for (const piece of linesOf(bytes)) {
    line++
    if (isSeparator(piece)) {
      end()
      first = line + 1
    } else pieces.push(unquote(dropReturn(piece)))
  }
  end()
  return mails
}

function* linesOf(bytes: Buffer): Generator<Buffer, void, undefined> {
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(0x0a, from)
    const end = at < 0 ? bytes.length : at + 1
    yield bytes.subarray(from, end)
    from = end
  }
}

const fromWord = Buffer.from('From ')

/** `From SENDER Thu Jan  1 00:00:00 1970`: a sentence that begins with the word has no such end. */
function isSeparator(line: Buffer): boolean {
  if (!line.subarray(0, fromWord.length).equals(fromWord)) return false
  return /:\d\d(?: [+-]\d{4}| [A-Z]{1,5})? +(?:19[7-9]|20\d|21\d)\d\b[^:]*$/.test(line.toString('latin1').trimEnd())
}

function dropReturn(line: Buffer): Buffer {
  return line.length > 1 && line[line.length - 2] === 0x0d && line[line.length - 1] === 0x0a
    ? Buffer.concat([line.subarray(0, -2), line.subarray(-1)])
    : line
}

function unquote(line: Buffer): Buffer {
  return line[0] === 0x3e && /^>+From /.test(line.toString('latin1', 0, 80)) ? line.subarray(1) : line
}
