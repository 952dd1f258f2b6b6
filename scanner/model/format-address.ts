import type { Person } from './site.ts'

/** What RFC 5322 does not allow in a display name without quotes. */
const special = /[()<>[\]:;@\\,."]/

/** An address to paste into a mail: `Name <mail>`, the name quoted where mail programs need it, the bare mail without. */
export const formatAddress = ({ name, email }: Pick<Person, 'name' | 'email'>): string => {
  if (name === '') return email
  return special.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}" <${email}>` : `${name} <${email}>`
}
