/** Address that mails are from: `MAIL_FROM`, else one of the host that pages are reached by. */
export function senderOf(mailFrom: string | null, url: string | null): string {
  if (mailFrom !== null) return mailFrom
  return `pinwatch@${url !== null && URL.canParse(url) ? new URL(url).hostname : 'localhost'}`
}
