'use client'

import { ErrorReport } from './_ui/error-report.tsx'

export default function PageError({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <main id="content" className="bounds site-main">
      <ErrorReport error={error} retry={retry} />
    </main>
  )
}
