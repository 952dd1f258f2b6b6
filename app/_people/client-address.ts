/** Where a request comes from, as the last proxy before us says it, or Next itself where there is none; for the audit. */
export function clientAddress(headers: Headers): string | null {
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return /^[\da-f.:]{2,45}$/i.test(address) ? address : null
}
