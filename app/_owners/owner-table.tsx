import type { ReactNode } from 'react'
import type { Progress } from '#app/_data/progress.ts'
import { ProgressCells } from './progress-cells.tsx'

interface OwnerTableProps<Column extends string, Owner extends Progress> {
  readonly caption: string
  /** Head of a column that the list can be sorted by. */
  readonly heading: (
    column: Column | 'remaining' | 'converted' | 'exempt' | 'progress',
    label: string,
    className?: string,
  ) => ReactNode
  readonly name: { readonly column: Column; readonly label: string }
  readonly last: { readonly label: string; readonly width: string }
  readonly owners: readonly Owner[]
  readonly describe: (owner: Owner) => OwnerRow
}

interface OwnerRow {
  readonly key: string
  /** As one says it: of the bar. */
  readonly called: string
  readonly name: ReactNode
  /** Below the name on a narrow screen, instead of the last columns. */
  readonly narrow: string
  readonly last: ReactNode
}

/** Owners with their progress, one a line. Columns are set before a row is known: none moves while rows come. */
export function OwnerTable<Column extends string, Owner extends Progress>({
  caption,
  heading,
  name,
  last,
  owners,
  describe,
}: OwnerTableProps<Column, Owner>) {
  return (
    <table className="list md:table-fixed">
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        <col />
        <col className="md:w-28" />
        <col className="md:w-28" />
        <col className="wide md:w-24" />
        <col className="wide md:w-44" />
        <col className={`wide ${last.width}`} />
      </colgroup>
      <thead>
        <tr>
          {heading(name.column, name.label)}
          {heading('remaining', 'Remaining', 'number')}
          {heading('converted', 'Converted', 'number')}
          {heading('exempt', 'Exempt', 'number wide')}
          {heading('progress', 'Progress', 'wide')}
          <th scope="col" className="wide">
            {last.label}
          </th>
        </tr>
      </thead>
      <tbody>
        {owners.map((owner) => {
          const row = describe(owner)
          return (
            <tr key={row.key}>
              <th scope="row" className="break-anywhere">
                {row.name}
                <div className="narrow text-muted">{row.narrow}</div>
              </th>
              <ProgressCells progress={owner} label={`Progress of ${row.called}`} />
              <td className="wide">{row.last}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
