import type { Status } from '#scanner/model/site.ts'

/** A status as shape, word and colour: none of them alone says it. */
export function StatusBadge({ status }: { readonly status: Status }) {
  return <span className={`status status-${status}`}>{status}</span>
}
