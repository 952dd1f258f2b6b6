import type { ClaimMail, ToldClaim } from './claim-mail.ts'
import type { Mail, Teller } from './mail.ts'
import { oneLine } from './one-line.ts'
import { wrapText } from './wrap-text.ts'

export interface ClaimMailOptions extends Pick<Teller, 'url'> {
  readonly to: string
  /** Names the mail, as `assigned.12`. */
  readonly id: string
  /** Participant that it is to: all about claims of one person in one tree is a thread. */
  readonly participantId: number
  /** Page where the claims of this mail are kept or given back, without signing in. */
  readonly claimsPage: string
  readonly sent: NonNullable<Mail['sent']>
}

/** More would be no mail any more; the rest is behind the link. */
const listedMax = 50

/** A mail about claims, in lines of 72 columns but for paths and links that are longer. */
export function composeClaimMail(mail: ClaimMail, options: ClaimMailOptions): Mail {
  const { tree, claims } = mail
  const listed = claims.slice(0, listedMax)
  const rest = claims.length - listed.length
  return {
    to: options.to,
    subject: `${tree.name}: ${subjectOf(mail)}`,
    paragraphs: [
      wrapText(introduction(mail)),
      [
        ...listed.flatMap((claim) => formatClaim(claim, `${options.url}/${tree.slug}/${claim.key}`)),
        ...(rest === 0 ? [] : [`  and ${rest} more`]),
      ].join('\n'),
      ...(isOpen(mail) ? [`To keep them, or to give them back with one click:\n${options.claimsPage}`] : []),
    ],
    id: options.id,
    thread: `claims.${tree.slug}.${options.participantId}`,
    list: `claims.${tree.slug}`,
    sent: options.sent,
  }
}

const isOpen = ({ kind }: ClaimMail): boolean => kind === 'assigned' || kind === 'reminder'

function subjectOf({ kind, claims }: ClaimMail): string {
  const [first] = claims
  const what = claims.length === 1 && first !== undefined ? first.path : `${claims.length} sites`
  switch (kind) {
    case 'assigned':
      return `${what} assigned to you`
    case 'reminder':
      return `your claim of ${what} expires on ${earliest(claims)}`
    case 'expired':
      return `your claim of ${what} has expired`
    case 'landed':
      return `your conversion of ${what} landed`
  }
}

function introduction({ kind, tree, by, claims }: ClaimMail): string {
  const name = oneLine(tree.name)
  const are = claims.length === 1 ? 'is' : 'are'
  switch (kind) {
    case 'assigned':
      return `${by === null ? 'Somebody' : oneLine(by)} has assigned to you in ${name} what ${are} below: an acquire of user pages each, with its releases. A claim is advisory, and expires without news.`
    case 'reminder':
      return `You have claimed in ${name} what ${are} below. Without news from you the first of these claims expires on ${earliest(claims)}, and others may think that nobody works on it.`
    case 'expired':
      return `Your claims in ${name} of what ${are} below have expired, since nothing was heard of them. Nothing else has changed.`
    case 'landed':
      return `What you have claimed in ${name} is converted; your claims are done. Thank you.`
  }
}

const earliest = (claims: readonly ToldClaim[]): string =>
  new Date(Math.min(...claims.map(({ expiresAt }) => expiresAt.getTime()))).toISOString().slice(0, 10)

function formatClaim({ path, line, function: name, api, ...claim }: ToldClaim, link: string): readonly string[] {
  const by = claim.commit === null ? '' : `by ${claim.commit.slice(0, 12)}`
  const subject = claim.subject === null || by === '' ? '' : ` ("${oneLine(claim.subject)}")`
  const said = [
    `${api}()${name === null ? '' : ` in ${oneLine(name)}()`}`,
    ...(claim.due === null ? [] : [`due ${claim.due}`]),
    ...(by === '' ? [] : [`${by}${subject}`]),
  ]
  return [
    `  ${oneLine(path)}:${line}`,
    wrapText(said.join(', '), '    '),
    ...(claim.note === null ? [] : [wrapText(oneLine(claim.note), '    ')]),
    `    ${link}`,
  ]
}
