import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import './globals.css'
import { OpenScans } from './_scans/open-scans.tsx'
import { densityCookie, parseDensity } from './_ui/densities.ts'
import { mono, sans } from './_ui/fonts.ts'
import { NavigationProgress } from './_ui/navigation-progress.tsx'
import { parseTheme, themeCookie } from './_ui/themes.ts'

export const metadata: Metadata = {
  title: { template: '%s · Pinwatch', default: 'Pinwatch' },
  description: 'Every call that takes or drops references to user pages in the Linux kernel, with status and owners.',
}

export const viewport: Viewport = { colorScheme: 'light dark' }

/** Nothing is prerendered: what is shown is in the database, and scripts need the nonce of their request. */
export const dynamic = 'force-dynamic'

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const kept = await cookies()
  const theme = parseTheme(kept.get(themeCookie)?.value)
  const density = parseDensity(kept.get(densityCookie)?.value)
  return (
    <html
      lang="en"
      className={`${sans.variable} ${mono.variable}`}
      {...(theme === 'system' ? {} : { 'data-theme': theme })}
      {...(density === 'roomy' ? {} : { 'data-density': density })}
    >
      <body>
        <NavigationProgress />
        {children}
        <OpenScans />
      </body>
    </html>
  )
}
