interface SearchFormProps {
  readonly action: string
  readonly label: string
  readonly value: string
  /** What the form keeps of the address. */
  readonly kept: readonly (readonly [name: string, value: string | null])[]
}

/** One field that narrows a list. */
export function SearchForm({ action, label, value, kept }: SearchFormProps) {
  return (
    <search className="mb-3">
      <form action={action} method="get" className="search">
        {kept.map(([name, text]) =>
          text === null ? null : <input key={name} type="hidden" name={name} value={text} />,
        )}
        <label>
          {label}
          <input type="search" name="q" defaultValue={value} maxLength={200} />
        </label>
        <button type="submit" className="button button-small">
          Search
        </button>
      </form>
    </search>
  )
}
