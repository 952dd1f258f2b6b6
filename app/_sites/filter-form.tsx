import { chosenValue, type SiteFilter } from '#app/_data/site-filter.ts'
import type { Facets, FacetValue } from '#app/_sites/queries/list-facets.ts'
import '#app/_ui/filter.css'

interface FilterFormProps {
  readonly action: string
  readonly filter: SiteFilter
  readonly facets: Facets
  /** What the form keeps: statuses, which have links of their own, order and revision. */
  readonly kept: readonly (readonly [name: string, value: string])[]
  readonly subsystems: readonly string[]
}

/** Narrows the list by whatever has too many values for links. An ordinary form: its address is the list. */
export function FilterForm({ action, filter, facets, kept, subsystems }: FilterFormProps) {
  return (
    <form action={action} method="get" className="mt-3">
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <div className="filter-fields">
        <label>
          Path
          <input
            name="path"
            defaultValue={chosenValue(filter, 'path') ?? ''}
            placeholder="drivers/media, *.h, fs/**"
            maxLength={200}
          />
        </label>
        <label>
          Text
          <input
            name="q"
            defaultValue={chosenValue(filter, 'q') ?? ''}
            placeholder="function, path or id"
            maxLength={200}
          />
        </label>
        <label>
          Subsystem
          <input
            name="subsystem"
            list="subsystem-titles"
            defaultValue={chosenValue(filter, 'subsystem') ?? ''}
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
          <input
            name="maintainer"
            defaultValue={chosenValue(filter, 'maintainer') ?? ''}
            placeholder="mail address"
            maxLength={200}
          />
        </label>
        <Choice name="role" label="Role" chosen={chosenValue(filter, 'role')} values={facets.role} />
        <Choice name="api" label="API" chosen={chosenValue(filter, 'api')} values={facets.api} />
        <Choice name="family" label="Family" chosen={chosenValue(filter, 'family')} values={facets.family} />
        <div>
          <button type="submit" className="button button-small">
            Filter
          </button>
        </div>
      </div>
    </form>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly chosen: string | null
  /** How many sites each value would leave. */
  readonly values: readonly FacetValue[]
}

function Choice({ name, label, chosen, values }: ChoiceProps) {
  // what is chosen can be seen and kept, also where it leaves nothing
  const options =
    chosen === null || values.some(({ value }) => value === chosen) ? values : [...values, { value: chosen, sites: 0 }]
  return (
    <label>
      {label}
      <select name={name} defaultValue={chosen ?? ''}>
        <option value="">any</option>
        {options.map(({ value, sites }) => (
          <option key={value} value={value}>
            {value} ({sites})
          </option>
        ))}
      </select>
    </label>
  )
}
