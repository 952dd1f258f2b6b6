import type { Remark } from '#scanner/model/facts.ts'

const sign = 'pinwatch:'
/** A reason is a sentence; what is longer is cut, and so is the look for the end of a comment that has none. */
const reasonMax = 500

/**
 * Comments that say of the call on their line, or on the next one, why it stays on plain references:
 * `pinwatch: stays on gup (case 4): only struct page is read`, in either form of comment. What begins like one and says something else is
 * kept without a reason, so that its writer is told. Linear: each is looked at once, and no further than its bound. `codeAt` digests the code
 * around a line.
 */
export function readRemarks(text: string, codeAt: (line: number) => string | null): readonly Remark[] {
  const remarks: Remark[] = []
  let line = 1
  let counted = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) {
    const start = commentStart(text, at)
    if (start === null) continue
    const end = commentEnd(text, at, start)
    if (end === null) continue
    for (; counted < end; counted++) if (text.charCodeAt(counted) === 10) line++
    // above the first line of a function it is of the call on that line
    remarks.push({ line, ...parseRemark(text.slice(at + sign.length, end)), code: codeAt(line) ?? codeAt(line + 1) })
  }
  return remarks
}

type CommentForm = 'block' | 'line'

/** Which comment the sign stands at the beginning of. */
function commentStart(text: string, at: number): CommentForm | null {
  const before = text.slice(Math.max(0, at - 16), at)
  if (/\/\*[\s*]*$/.test(before)) return 'block'
  return /\/\/[ \t]*$/.test(before) ? 'line' : null
}

function commentEnd(text: string, at: number, form: CommentForm): number | null {
  const bounded = text.slice(at, at + sign.length + reasonMax)
  const end = bounded.indexOf(form === 'block' ? '*/' : '\n')
  if (end < 0) return form === 'line' && bounded.length < sign.length + reasonMax ? text.length : null
  return at + end
}

function parseRemark(body: string): Pick<Remark, 'case' | 'reason'> {
  const said = body.replace(/\s*\n[ \t]*\*?[ \t]*/g, ' ').trim()
  const found = /^stays on gup(?: \(case (?<picked>[1-5])\))?: (?<reason>\S.*)$/.exec(said)
  if (found === null) return { case: null, reason: null }
  const { picked, reason = '' } = found.groups ?? {}
  // one digit from 1 to 5, by the expression
  return { case: picked === undefined ? null : (Number(picked) as 1 | 2 | 3 | 4 | 5), reason: utf8(reason) }
}

/** Facts are Latin-1, one character a byte; this is for people. */
function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8')
}
