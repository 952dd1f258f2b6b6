import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import {
  type BoardCard,
  type BoardColumn,
  boardColumns,
  countBoard,
  listBoard,
} from '#app/_people/queries/list-board.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { formatNumber } from '#app/_web/format.ts'
import { boardPath, sitePath } from '#app/_web/routes.ts'

const columnTitles: Readonly<Record<BoardColumn, string>> = {
  open: 'Open',
  claimed: 'Claimed',
  posted: 'Posted',
  done: 'Done in this release',
}

/** How many acquires wait, are worked on and were done, section by section. */
export async function BoardSections({ context }: { readonly context: TreeContext }) {
  const { tree, revision, rev } = context
  const sections = await countBoard(getDatabase(), revision)
  if (sections.length === 0) return <EmptyState title={`Nothing is left to convert at ${revision.label}.`} />
  return (
    <table className="list list-counts">
      <caption className="sr-only">Conversions by subsystem</caption>
      <thead>
        <tr>
          <th scope="col">Subsystem</th>
          {boardColumns.map((column) => (
            <th key={column} scope="col" className="number">
              {column === 'done' ? 'Done' : columnTitles[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sections.map(({ title, slug, ...counts }) => (
          <tr key={slug ?? ''}>
            <th scope="row" className="break-anywhere">
              {title === null || slug === null ? (
                <span className="text-muted">no section</span>
              ) : (
                <Link href={boardPath(tree.slug, { rev }, slug)} prefetch={false}>
                  {title}
                </Link>
              )}
            </th>
            {boardColumns.map((column) => (
              <td key={column} className={counts[column] === 0 ? 'number zero' : 'number'}>
                {formatNumber(counts[column])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The acquires of one section in four columns. */
export async function Board({ context, slug }: { readonly context: TreeContext; readonly slug: string }) {
  const { tree, revision, rev } = context
  const cards = await listBoard(getDatabase(), revision, slug)
  if (cards.length === 0)
    return <EmptyState title={`Nothing of this section is left to convert at ${revision.label}.`} />
  return (
    <div className="board">
      {boardColumns.map((column) => (
        <BoardList
          key={column}
          title={columnTitles[column]}
          cards={cards.filter((card) => card.column === column)}
          href={(key) => sitePath(tree.slug, { rev }, key)}
        />
      ))}
    </div>
  )
}

interface BoardListProps {
  readonly title: string
  readonly cards: readonly BoardCard[]
  readonly href: (key: string) => string
}

function BoardList({ title, cards, href }: BoardListProps) {
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className="font-normal text-muted">{formatNumber(cards.length)}</span>
      </h2>
      {cards.length === 0 ? <p className="mt-2 text-sm text-muted">none</p> : null}
      <ul>
        {cards.map(({ key, path, line, function: name, api, status, people }) => (
          <li key={key} className="board-card">
            <Link href={href(key)} prefetch={false} className="break-anywhere font-mono text-sm">
              <PathLine path={path} line={line} />
            </Link>
            <p className="break-anywhere font-mono text-xs text-muted">
              {api}(){name === null ? '' : ` in ${name}`}
            </p>
            <p className="text-xs">
              <StatusBadge status={status} /> {people.length === 0 ? '' : people.join(', ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
