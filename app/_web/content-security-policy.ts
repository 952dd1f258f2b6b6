/**
 * What a page may load: only what we serve, and only scripts that carry the nonce of the request. Styles stand in files; the one that
 * a browser's own script sets on an element is none of the policy's business. Development compiles in the browser and needs more.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' ${isDevelopment ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    `font-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
