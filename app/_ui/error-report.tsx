'use client'

import { useTransition } from 'react'

/** What a page that broke says: the details are in the server's log, under the digest. */
export function ErrorReport({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const [isPending, startTransition] = useTransition()
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null
  return (
    <div role="alert">
      {/* that of the page may not have come so far */}
      <title>Error · Pinwatch</title>
      <h1 className="text-xl font-semibold tracking-tight">This page could not be made</h1>
      <p className="mt-2">
        Something broke on the server, or the way there. Nothing of your data is changed by that. Try again; if it stays
        so, the server’s log says more.
      </p>
      {digest === null ? null : (
        <p className="mt-2 text-muted">
          In the log as <code>{digest}</code>.
        </p>
      )}
      <p className="mt-4 flex gap-3">
        <button type="button" className="button" disabled={isPending} onClick={() => startTransition(retry)}>
          Try again
        </button>
        {/* a whole new page: whatever broke in this one is gone with it */}
        <a href="/" className="button">
          First page
        </a>
      </p>
    </div>
  )
}
