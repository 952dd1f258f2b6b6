import Link from 'next/link'
import { ActForm } from '#app/_people/act-form.tsx'
import { retryScanHere } from '#app/_scans/actions/scan-acts.ts'
import type { ListedScan } from '#app/_scans/queries/scan-columns.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { formatAge, formatCount, formatDuration, formatTime } from '#app/_web/format.ts'
import { newTreePath, overviewPath } from '#app/_web/routes.ts'
import { mayAddHere } from './may-add-here.ts'

interface ScanOutcomeProps {
  readonly scan: ListedScan
  /** How many revisions came out of it. */
  readonly published: number
  readonly now: Date
}

/** How a scan ended, and what to do now. */
export async function ScanOutcome({ scan, published, now }: ScanOutcomeProps) {
  return scan.state === 'done' ? (
    <>
      <When scan={scan} now={now} />
      <p className="mt-1">
        {published === 0
          ? 'Every revision it was asked for was published before, and nothing had changed.'
          : `${formatCount(published, 'revision')} published.`}
      </p>
      <p className="mt-4">
        <Link href={overviewPath(scan.slug, { rev: null })} className="button button-primary">
          See {scan.treeName}
        </Link>
      </p>
    </>
  ) : (
    <>
      <Notice kind="problem" title={scan.state === 'failed' ? 'The scan could not go on' : 'The scan was called off'}>
        <p className="break-anywhere whitespace-pre-line">{scan.error ?? 'Nothing more is known.'}</p>
        <p className="mt-1 text-muted">
          {published === 0
            ? 'Nothing of it was published.'
            : `${formatCount(published, 'revision')} that came before this are published and stay.`}
        </p>
      </Notice>
      <When scan={scan} now={now} />
      {(await mayAddHere()) ? (
        <div className="mt-4 flex flex-wrap items-baseline gap-5">
          <ActForm act={retryScanHere.bind(null, scan.id)} submit="Try again" />
          <Link href={newTreePath()} prefetch={false}>
            Name another tree
          </Link>
        </div>
      ) : null}
    </>
  )
}

function When({ scan: { startedAt, finishedAt }, now }: { readonly scan: ListedScan; readonly now: Date }) {
  if (finishedAt === null) return null
  return (
    <p className="text-muted">
      Ended{' '}
      <time dateTime={finishedAt.toISOString()} title={formatTime(finishedAt)}>
        {formatAge(finishedAt, now)}
      </time>
      {startedAt === null ? '' : `, after ${formatDuration(finishedAt.getTime() - startedAt.getTime())}`}.
    </p>
  )
}
