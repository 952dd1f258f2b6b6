import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remainingOf, shareOf } from '#app/_data/progress.ts'
import type { ListedSubsystem } from '#app/_owners/queries/list-subsystems.ts'
import { loadSubsystems } from '#app/_owners/queries/load-owners.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ParameterNotice } from '#app/_ui/notice.tsx'
import { SearchForm } from '#app/_ui/search-form.tsx'
import { SortHeading } from '#app/_ui/sort-heading.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatCount } from '#app/_web/format.ts'
import { maintainerPath, subsystemPath, subsystemsPath } from '#app/_web/routes.ts'
import { parseSearchText } from '#app/_web/search-text.ts'
import { formatListOrder, type ListOrder, parseListOrder, sortList, turnOrder } from './list-order.ts'
import { pageOfList } from './list-page.ts'
import { ListPager } from './list-pager.tsx'
import { OwnerTable } from './owner-table.tsx'
import { PeopleList } from './people-list.tsx'
import { shareInWords } from './progress-cells.tsx'

const columns = ['title', 'remaining', 'converted', 'exempt', 'progress'] as const
type Column = (typeof columns)[number]
const fallback: ListOrder<Column> = { column: 'remaining', descending: true }

/** Every section with sites, narrowed by a text and sorted as the address says. */
export async function SubsystemList({ context }: { readonly context: TreeContext }) {
  const { tree, revision, rev, params } = context
  const { order, problem } = parseListOrder(params, columns, fallback)
  const text = parseSearchText(params)
  const all = await loadSubsystems(getDatabase(), revision)
  const found = all.filter((subsystem) => fitsText(subsystem, text))
  const sorted = sortList(found, order.descending, keyOf[order.column])
  const page = pageOfList(sorted, params)
  const href = (changed: ListOrder<Column>, number: number | null = null) =>
    subsystemsPath(
      tree.slug,
      { rev },
      { q: text === '' ? null : text, sort: formatListOrder(changed, fallback), page: number },
    )
  const heading = (column: Column, label: string, className = '') => {
    const { direction, next } = turnOrder(order, column, column === 'title')
    return <SortHeading label={label} className={className} direction={direction} href={href(next)} />
  }
  if (all.length === 0) return <EmptyState title={`No section of MAINTAINERS has a site at ${revision.label}.`} />
  return (
    <>
      <ParameterNotice
        problems={[
          ...(problem === null ? [] : [{ parameter: 'sort', message: problem }]),
          ...(page.problem === null ? [] : [{ parameter: 'page', message: page.problem }]),
        ]}
      />
      <SearchForm
        action={subsystemsPath(tree.slug, { rev: null })}
        label="Title or person"
        value={text}
        kept={[
          ['sort', formatListOrder(order, fallback)],
          ['rev', rev],
        ]}
      />
      {found.length === 0 ? (
        <EmptyState title={`No section with sites has “${text}” in its title or people.`}>
          <p>
            <Link href={subsystemsPath(tree.slug, { rev })} prefetch={false}>
              {formatCount(all.length, 'section')} without the search
            </Link>
          </p>
        </EmptyState>
      ) : (
        <Written id="subsystems">
          <OwnerTable
            caption="Subsystems with sites"
            heading={heading}
            name={{ column: 'title', label: 'Subsystem' }}
            last={{ label: 'People', width: 'md:w-[34%]' }}
            owners={page.items}
            describe={(subsystem) => ({
              key: subsystem.slug,
              called: subsystem.title,
              name: (
                <Link href={subsystemPath(tree.slug, { rev }, subsystem.slug)} prefetch={false}>
                  {subsystem.title}
                </Link>
              ),
              narrow: shareInWords(subsystem),
              last: (
                <PeopleList people={subsystem.people} href={(email) => maintainerPath(tree.slug, { rev }, email)} />
              ),
            })}
          />
          <ListPager page={page} total={found.length} href={(number) => href(order, number)} />
        </Written>
      )}
    </>
  )
}

const keyOf: Readonly<Record<Column, (subsystem: ListedSubsystem) => string | number>> = {
  title: ({ title }) => title.toLowerCase(),
  remaining: remainingOf,
  converted: ({ converted }) => converted,
  exempt: ({ exempt }) => exempt,
  progress: shareOf,
}

function fitsText({ title, people }: ListedSubsystem, text: string): boolean {
  const wanted = text.toLowerCase()
  return [title, ...people.flatMap(({ name, email }) => [name, email])].some((part) =>
    part.toLowerCase().includes(wanted),
  )
}
