/** An address as a part of a path has it: escaped, in any case. `null` for what no mail address can be. */
export function parseEmail(part: string): string | null {
  let email: string
  try {
    email = decodeURIComponent(part)
  } catch {
    return null
  }
  return email.length > 320 || /[\p{Cc}\p{Surrogate}]/u.test(email) ? null : email.trim().toLowerCase()
}
