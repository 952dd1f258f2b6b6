import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remainingOf, shareOf } from '#app/_data/progress.ts'
import type { ListedMaintainer } from '#app/_owners/queries/list-maintainers.ts'
import { loadMaintainers } from '#app/_owners/queries/load-owners.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { SearchForm } from '#app/_ui/search-form.tsx'
import { SortHeading } from '#app/_ui/sort-heading.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatCount } from '#app/_web/format.ts'
import { maintainerPath, maintainersPath } from '#app/_web/routes.ts'
import { parseSearchText } from '#app/_web/search-text.ts'
import { formatListOrder, type ListOrder, parseListOrder, sortList, turnOrder } from './list-order.ts'
import { pageOfList } from './list-page.ts'
import { ListPager } from './list-pager.tsx'
import { OwnerTable } from './owner-table.tsx'
import { shareInWords } from './progress-cells.tsx'

const columns = ['name', 'remaining', 'converted', 'exempt', 'progress'] as const
type Column = (typeof columns)[number]
const fallback: ListOrder<Column> = { column: 'remaining', descending: true }

const choices = [
  { role: null, label: 'Everybody' },
  { role: 'maintainer', label: 'Maintainers' },
  { role: 'reviewer', label: 'Reviewers' },
] as const

/** Everybody with sites, narrowed by role and text and sorted as the address says. */
export async function MaintainerList({ context }: { readonly context: TreeContext }) {
  const { tree, revision, rev, params } = context
  const { order, problem } = parseListOrder(params, columns, fallback)
  const text = parseSearchText(params)
  const role = choices.find((choice) => choice.role === params.get('role'))?.role ?? null
  const all = await loadMaintainers(getDatabase(), revision, role)
  const found = all.filter((person) => fitsText(person, text))
  const page = pageOfList(sortList(found, order.descending, keyOf[order.column]), params)
  const problems = [
    ...(page.problem === null ? [] : [{ parameter: 'page', message: page.problem }]),
    ...(problem === null ? [] : [{ parameter: 'sort', message: problem }]),
    ...(role === null && (params.get('role') ?? '') !== ''
      ? [{ parameter: 'role', message: 'It is maintainer or reviewer.' }]
      : []),
  ]
  const sort = formatListOrder(order, fallback)
  const q = text === '' ? null : text
  const heading = (column: Column, label: string, className = '') => {
    const { direction, next } = turnOrder(order, column, column === 'name')
    const href = maintainersPath(tree.slug, { rev }, { q, role, sort: formatListOrder(next, fallback) })
    return <SortHeading label={label} className={className} direction={direction} href={href} />
  }
  return (
    <>
      <ParameterNotice problems={problems} />
      <ul aria-label="Roles" className="facets mb-3">
        {choices.map((choice) => (
          <li key={choice.label}>
            <Link
              href={maintainersPath(tree.slug, { rev }, { q, role: choice.role, sort })}
              prefetch={false}
              className="facet"
              {...(choice.role === role ? { 'aria-current': 'true' } : {})}
            >
              {choice.label}
            </Link>
          </li>
        ))}
      </ul>
      <SearchForm
        action={maintainersPath(tree.slug, { rev: null })}
        label="Name or address"
        value={text}
        kept={[
          ['role', role],
          ['sort', sort],
          ['rev', rev],
        ]}
      />
      {found.length === 0 ? (
        <EmptyState title={text === '' ? 'Nobody is named for a site.' : `Nobody here is called “${text}”.`}>
          {all.length === 0 ? null : (
            <p>
              <Link href={maintainersPath(tree.slug, { rev }, { role, sort })} prefetch={false}>
                {formatCount(all.length, 'person', 'people')} without the search
              </Link>
            </p>
          )}
        </EmptyState>
      ) : (
        <Written id="maintainers">
          <OwnerTable
            caption="People with sites"
            heading={heading}
            name={{ column: 'name', label: 'Person' }}
            last={{ label: 'Role', width: 'md:w-64' }}
            owners={page.items}
            describe={(person) => ({
              key: person.email,
              called: nameOf(person),
              name: (
                <>
                  <Link href={maintainerPath(tree.slug, { rev }, person.email)} prefetch={false}>
                    {nameOf(person)}
                  </Link>
                  {person.name === '' ? null : <span className="wide ml-2 text-muted">{person.email}</span>}
                </>
              ),
              narrow: `${person.roles.join(', ')}, ${shareInWords(person)}`,
              last: (
                <>
                  {person.roles.join(', ')}
                  <span className="text-muted"> of {formatCount(person.subsystems, 'section')}</span>
                </>
              ),
            })}
          />
          <ListPager
            page={page}
            total={found.length}
            href={(number) => maintainersPath(tree.slug, { rev }, { q, role, sort, page: number })}
          />
        </Written>
      )}
    </>
  )
}

/** MAINTAINERS has addresses without a name. */
const nameOf = ({ name, email }: ListedMaintainer): string => (name === '' ? email : name)

const keyOf: Readonly<Record<Column, (person: ListedMaintainer) => string | number>> = {
  name: (person) => nameOf(person).toLowerCase(),
  remaining: remainingOf,
  converted: ({ converted }) => converted,
  exempt: ({ exempt }) => exempt,
  progress: shareOf,
}

const fitsText = ({ name, email }: ListedMaintainer, text: string): boolean =>
  [name, email].some((part) => part.toLowerCase().includes(text.toLowerCase()))
