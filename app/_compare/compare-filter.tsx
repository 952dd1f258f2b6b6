import Link from 'next/link'
import { chosenValue } from '#app/_data/site-filter.ts'
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
  const [path, subsystem, maintainer, role] = (['path', 'subsystem', 'maintainer', 'role'] as const).map((name) =>
    chosenValue(filter, name),
  )
  return (
    <search>
      <form action={comparePath(null, null)} method="get">
        <input type="hidden" name="from" value={formatCompared(from)} />
        <input type="hidden" name="to" value={formatCompared(to)} />
        {show === null ? null : <input type="hidden" name="show" value={show} />}
        <div className="filter-fields">
          <label>
            Path
            <input name="path" defaultValue={path ?? ''} placeholder="drivers/media, *.h, fs/**" maxLength={200} />
          </label>
          <label>
            Subsystem
            <input
              name="subsystem"
              list="subsystem-titles"
              defaultValue={subsystem ?? ''}
              placeholder="section of MAINTAINERS"
              maxLength={200}
            />
          </label>
          <datalist id="subsystem-titles">
            {subsystems.map((title) => (
              <option key={title} value={title} />
            ))}
          </datalist>
          <label>
            Maintainer or reviewer
            <input name="maintainer" defaultValue={maintainer ?? ''} placeholder="mail address" maxLength={200} />
          </label>
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
