import type { NextConfig } from 'next'

/** For every answer; the policy for scripts needs a nonce of its own each time, and is in proxy.ts. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
]

export default {
  poweredByHeader: false,
  // into the bundle, not beside it: what is packed needs neither, and links to them would not be
  transpilePackages: ['@prisma/client', 'pg'],
  // `npm run types` checks more, and the first start is no place for it
  typescript: { tsconfigPath: 'app/tsconfig.json', ignoreBuildErrors: true },
  // browsers ask for it beside pages that name their icon, such as an export
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
} satisfies NextConfig
