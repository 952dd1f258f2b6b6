'use client'

import './globals.css'
import { ErrorReport } from './_ui/error-report.tsx'

/** Stands in for the layout too, where that is what broke. */
export default function GlobalError({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main id="content" className="bounds site-main">
          <ErrorReport error={error} retry={retry} />
        </main>
      </body>
    </html>
  )
}
