import Link from 'next/link'
import { chosenValue } from '#app/_data/site-filter.ts'
import { OwnerFields } from '#app/_owners/owner-fields.tsx'
import { type ComparedRevision, comparePath, formatCompared } from '#app/_web/routes.ts'
import { roles } from '#scanner/model/api.ts'
import type { CompareQuery } from './compare-query.ts'

interface CompareFilterProps {
  readonly from: ComparedRevision
  readonly to: ComparedRevision
  readonly query: CompareQuery
  readonly subsystems: readonly string[]
  /** The comparison of everything. */
  readonly clearHref: string
}

/** Narrows a comparison to somebody's sites. An ordinary form: its address is the comparison. */
export function CompareFilter({ from, to, query: { filter, show }, subsystems, clearHref }: CompareFilterProps) {
  const path = chosenValue(filter, 'path')
  const subsystem = chosenValue(filter, 'subsystem')
  const maintainer = chosenValue(filter, 'maintainer')
  const role = chosenValue(filter, 'role')
  return (
    <search>
      <form action={comparePath(null, null)} method="get">
        <input type="hidden" name="from" value={formatCompared(from)} />
        <input type="hidden" name="to" value={formatCompared(to)} />
        {show === null ? null : <input type="hidden" name="show" value={show} />}
        <div className="filter-fields">
          <OwnerFields path={path} subsystem={subsystem} maintainer={maintainer} subsystems={subsystems} />
          <label>
            Role
            <select name="role" defaultValue={role ?? ''}>
              <option value="">any</option>
              {roles.map((value) => (
                <option key={value}>{value}</option>
              ))}
            </select>
          </label>
          <div>
            <button type="submit" className="button button-small">
              Filter
            </button>
          </div>
        </div>
      </form>
      {path === null && subsystem === null && maintainer === null && role === null ? null : (
        <p className="mt-2 text-sm">
          <Link href={clearHref} prefetch={false}>
            Clear all filters
          </Link>
        </p>
      )}
    </search>
  )
}
