import type { ListedScan } from '#app/_scans/queries/scan-columns.ts'
import { CommandList } from '#app/_ui/command-list.tsx'
import { Meter } from '#app/_ui/meter.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { formatAge, formatPercent } from '#app/_web/format.ts'
import { timeLeft } from './scan-line.ts'
import { describeFiles, describePhase, describeRevisions, progressOf } from './scan-words.ts'

/** A worker looks for queued scans each second. */
const waitedLongMs = 15_000
/** A worker that runs a scan says so every ten seconds. */
const silentMs = 60_000

/** How far a scan is that waits or runs. */
export function ScanProgress({ scan, now }: { readonly scan: ListedScan; readonly now: Date }) {
  return scan.state === 'queued' ? <Queued scan={scan} now={now} /> : <Running scan={scan} now={now} />
}

function Running({ scan, now }: { readonly scan: ListedScan; readonly now: Date }) {
  const value = progressOf(scan)
  const revisions = describeRevisions(scan)
  const isSilent = now.getTime() - scan.updatedAt.getTime() > silentMs
  return (
    <div className="max-w-[46rem]">
      <p className="mb-1 flex justify-between gap-4">
        <span>
          {describePhase(scan)}
          {revisions === null ? '' : <span className="text-muted"> · {revisions}</span>}
        </span>
        {value === null ? null : <span>{formatPercent(value, 1)}</span>}
      </p>
      <Meter
        label={`Scan ${scan.id}`}
        value={value}
        text={`${describePhase(scan)}${revisions ? `, ${revisions}` : ''}`}
      />
      <p className="mt-1 min-h-[1.5em] text-muted text-sm">
        {[describeFiles(scan), timeLeft(scan, value, now)].filter((part) => part !== null).join(' · ')}
      </p>
      {isSilent ? (
        <p className="mt-2 text-muted">
          Nothing was heard of it since {formatAge(scan.updatedAt, now)}: its worker may be gone. Another one, or the
          same after a new start, takes it up where it ended.
        </p>
      ) : null}
    </div>
  )
}

/** Of a scan that could not go on for want of room on a disk. */
function PutOff({ error }: { readonly error: string }) {
  return (
    <Notice kind="problem" title="The scan waits for room">
      <p className="break-anywhere whitespace-pre-line">{error}</p>
      <p className="mt-1 text-muted">
        What it has published stays. It is tried again by itself, within a quarter of an hour.
      </p>
    </Notice>
  )
}

function Queued({ scan, now }: { readonly scan: ListedScan; readonly now: Date }) {
  if (scan.error !== null) return <PutOff error={scan.error} />
  const waitedLong = now.getTime() - scan.createdAt.getTime() > waitedLongMs
  return (
    <div className="max-w-[46rem]">
      <p className="mb-1">Waits for a worker.</p>
      <Meter label={`Scan ${scan.id}`} value={0} text="queued" />
      {waitedLong ? (
        <div className="mt-3 text-muted">
          <p className="mb-2">
            It has waited for longer than usual: another scan of this tree may be running, or no worker runs.{' '}
            <code>npm start</code> runs one; alone it is
          </p>
          <CommandList commands={[{ command: 'npx pinwatch worker', does: 'with the DATABASE_URL of these pages' }]} />
        </div>
      ) : null}
    </div>
  )
}
