import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { findingSentences, reasonSentences } from '#scanner/model/site.ts'

/** What became of a site, why, and what is to be done: what a reader came for. */
export function SiteVerdict({ site }: { readonly site: SiteAtRevision }) {
  const { status, reason, target, evidence, findings } = site
  return (
    <div className="max-w-[46rem]">
      <p>
        <StatusBadge status={status} /> <span className="ml-2">{reasonSentences[reason]}</span>
      </p>
      {target === null ? null : (
        <p className="mt-1">
          Convert to <code className="font-semibold">{target}()</code>.
        </p>
      )}
      {evidence.length === 0 ? null : (
        <ul aria-label="What this rests on" className="mt-2 text-muted">
          {evidence.map((sentence) => (
            <li key={sentence} className="break-anywhere">
              {sentence}
            </li>
          ))}
        </ul>
      )}
      {findings.length === 0 ? null : (
        <ul aria-label="Findings" className="mt-2">
          {findings.map((finding) => (
            <li key={finding}>
              <span className="finding ml-0">{finding}</span> {findingSentences[finding]}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
