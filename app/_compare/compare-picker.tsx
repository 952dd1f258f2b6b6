import type { ComparableRevision } from '#app/_compare/queries/list-comparable.ts'
import { formatDay } from '#app/_web/format.ts'
import { type ComparedRevision, comparePath, formatCompared } from '#app/_web/routes.ts'

interface ComparePickerProps {
  readonly revisions: readonly ComparableRevision[]
  readonly from: ComparedRevision | null
  readonly to: ComparedRevision | null
  /** Parameters that the form keeps. */
  readonly kept: URLSearchParams
}

/** Chooses two revisions of any trees. An ordinary form: its address is the comparison. */
export function ComparePicker({ revisions, from, to, kept }: ComparePickerProps) {
  return (
    <form action={comparePath(null, null)} method="get" className="compare-picker">
      <Choice name="from" label="From" chosen={from} revisions={revisions} />
      <Choice name="to" label="To" chosen={to} revisions={revisions} />
      {[...kept].map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="button button-small">
        Compare
      </button>
    </form>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly chosen: ComparedRevision | null
  readonly revisions: readonly ComparableRevision[]
}

function Choice({ name, label, chosen, revisions }: ChoiceProps) {
  const lines = [...new Set(revisions.map(({ lineId }) => lineId))].map((lineId) =>
    revisions.filter((revision) => revision.lineId === lineId),
  )
  const value = chosen === null ? '' : formatCompared(chosen)
  const isListed = revisions.some((revision) => choiceOf(revision) === value)
  return (
    <label>
      {label}
      <select name={name} defaultValue={value} required>
        <option value="">choose a revision</option>
        {/* an older one, or the newest, whichever that is */}
        {value === '' || isListed ? null : <option value={value}>{describe(chosen)}</option>}
        {lines.map((ofLine) => (
          <optgroup key={ofLine[0]?.lineId} label={lineName(ofLine[0])}>
            {ofLine.map((revision) => (
              <option key={revision.commit} value={choiceOf(revision)}>
                {revision.name} · {formatDay(revision.committedAt)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

const choiceOf = ({ slug, name }: ComparableRevision): string => formatCompared({ slug, rev: name })

const describe = (chosen: ComparedRevision | null): string =>
  chosen === null ? '' : chosen.rev === null ? `${chosen.slug}: newest` : `${chosen.slug} ${chosen.rev}`

const lineName = (revision: ComparableRevision | undefined): string =>
  revision === undefined
    ? ''
    : revision.isOneOfSeveral
      ? `${revision.treeName}, line of ${revision.lineLabel}`
      : revision.treeName
