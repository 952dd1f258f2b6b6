import type { MailAlias } from '#scanner/model/mail-alias.ts'

/**
 * What a `.mailmap` says of addresses (gitmailmap(5)): `Proper Name <proper@x> Commit Name <commit@x>`, where both names may be missing. Lines
 * that mend a name alone, comments and what is none of these say nothing. Linear in the size of the text.
 */
export function parseMailmap(text: string): readonly MailAlias[] {
  return text.split('\n').flatMap((line) => {
    const parts = line.split('#', 1)[0]?.split('<') ?? []
    if (parts.length !== 3) return []
    const [proper, between] = splitAtEnd(parts[1] ?? '')
    const [email] = splitAtEnd(parts[2] ?? '')
    if (proper === null || email === null || proper === email) return []
    return [{ email, commitName: between === '' ? null : between, properEmail: proper }]
  })
}

/** What stands before `>`, as an address, and what stands behind it. */
function splitAtEnd(part: string): readonly [string | null, string] {
  const end = part.indexOf('>')
  if (end === -1) return [null, '']
  const email = part.slice(0, end).trim().toLowerCase()
  return [/^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 320 ? email : null, part.slice(end + 1).trim()]
}
