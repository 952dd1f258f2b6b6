import type { Mail } from './mail.ts'

/** A mail as messages name it: subject, id, and where in the mailbox it is. */
export const nameMail = ({ subject, messageId, line }: Pick<Mail, 'subject' | 'messageId' | 'line'>): string =>
  `"${subject === '' ? '(no subject)' : subject}" (${messageId === null ? '' : `${messageId}, `}line ${line} of the mailbox)`
