import { ActForm } from '#app/_people/act-form.tsx'
import { cancelScanHere, retryScanHere } from '#app/_scans/actions/scan-acts.ts'
import type { ListedScan } from '#app/_scans/queries/scan-columns.ts'
import { isOpen } from './scan-words.ts'

interface ScanActsProps {
  readonly scan: Pick<ListedScan, 'id' | 'state'>
  /** Where calling it off leads back to: all scans, or those of the admin's page. */
  readonly back: 'scans' | 'all'
}

/** What an admin can do to a scan: call it off, or ask for the same once more. */
export function ScanActs({ scan, back }: ScanActsProps) {
  return isOpen(scan) ? (
    <ActForm
      act={cancelScanHere.bind(null, scan.id, back)}
      submit="Cancel"
      label={`Cancel scan ${scan.id}`}
      buttonClassName="button button-small"
    />
  ) : (
    <ActForm
      act={retryScanHere.bind(null, scan.id)}
      submit="Retry"
      label={`Retry scan ${scan.id}`}
      buttonClassName="button button-small"
    />
  )
}
