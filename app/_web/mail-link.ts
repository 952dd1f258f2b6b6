/** A `mailto:` that opens a letter with its subject and, where the mail program allows it, copies. */
export function mailLink(
  to: readonly string[],
  { subject, cc = [], body }: { readonly subject: string; readonly cc?: readonly string[]; readonly body?: string },
): string {
  const address = (email: string) => encodeURIComponent(email).replaceAll('%40', '@')
  const fields = [
    ...(cc.length > 0 ? [`cc=${cc.map(address).join(',')}`] : []),
    // + would be a plus sign in a mail program
    `subject=${encodeURIComponent(subject)}`,
    ...(body === undefined ? [] : [`body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`]),
  ]
  return `mailto:${to.map(address).join(',')}?${fields.join('&')}`
}
