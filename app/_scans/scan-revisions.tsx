import type { ScannedRevision } from '#app/_scans/queries/list-scan-revisions.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { Section } from '#app/_ui/section.tsx'
import { formatCount } from '#app/_web/format.ts'
import { CoverageTable } from './coverage-table.tsx'

interface ScanRevisionsProps {
  readonly slug: string
  readonly revisions: readonly ScannedRevision[]
}

/** What came out of a scan so far. */
export function ScanRevisions({ slug, revisions }: ScanRevisionsProps) {
  if (revisions.length === 0) return null
  return (
    <Section title="Revisions published" aside={formatCount(revisions.length, 'revision')}>
      <ScrollRegion label="Coverage of each revision">
        <CoverageTable slug={slug} revisions={revisions} />
      </ScrollRegion>
      <p className="mt-3 max-w-[46rem] text-muted text-sm">
        Searched: every <code>.c</code> and <code>.h</code> file of the kernel proper, for the names of the catalogue.
        Read: files that have one. Documentation/, tools/, samples/ and scripts/ are not part of it.
      </p>
    </Section>
  )
}
