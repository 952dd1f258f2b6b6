import type { SiteRemark } from '#app/_data/list-remarks.ts'
import { formatDay } from '#app/_web/format.ts'
import { describeRemark } from './triage-words.ts'

/** What a comment beside the call says; it stands beside a person's word, which counts where both speak. */
export function SiteRemarkNote({ remark }: { readonly remark: SiteRemark }) {
  const { reason, since, sinceAt, isStale } = remark
  return (
    <div className="mb-3">
      <p>
        The code says: <strong>{describeRemark({ ...remark, isStale: false })}</strong>
        {isStale ? <span className="finding people-changed">code changed since</span> : null}
      </p>
      <p className="break-anywhere text-sm">“{reason}”</p>
      <p className="text-sm text-muted">
        as it is since <span className="font-mono">{since}</span>, {formatDay(sinceAt)}
      </p>
      {isStale ? (
        <p className="text-sm">
          The function is another one than it was then. See whether the comment is still true, and touch it if it is.
        </p>
      ) : null}
    </div>
  )
}
