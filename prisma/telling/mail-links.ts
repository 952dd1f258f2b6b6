import type { StopLinks } from '#scanner/model/telling/mail.ts'
import { type MailGrant, signGrant } from './mail-token.ts'

/** Pages below the public address where links of mails lead; `app/_web/routes.ts` has the same. */
const stopPage = '/people/mail/stop'
const claimsPage = '/people/mail/claims'

/** To end mails: a page with a button, since programs of mail servers open links, and the address that mail programs post to. */
export function stopLinks(grant: MailGrant, url: string, secret: Uint8Array): StopLinks {
  const token = signGrant(grant, secret)
  return { page: `${url}${stopPage}?token=${token}`, oneClick: `${url}${stopPage}/now?token=${token}` }
}

/** To keep claims or to give them back. */
export const claimsLink = (grant: MailGrant, url: string, secret: Uint8Array): string =>
  `${url}${claimsPage}?token=${signGrant(grant, secret)}`
