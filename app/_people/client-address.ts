/** Where a request comes from, for the audit and for limits: `scanner/web/settle-forwarded.ts` has made it one address that is to be believed. */
export function clientAddress(headers: Headers): string | null {
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return /^[\da-f.:]{2,45}$/i.test(address) ? address : null
}
