import Link from 'next/link'
import type { ListedTree } from '#app/_scans/queries/list-trees.ts'
import { formatAge, formatDay, formatNumber } from '#app/_web/format.ts'
import { newTreePath, overviewPath, scanPath } from '#app/_web/routes.ts'
import { ScanState } from './scan-state.tsx'

/** Every tree with its newest revision. */
export function TreeList({ trees }: { readonly trees: readonly ListedTree[] }) {
  return (
    <>
      <table className="list">
        <caption className="sr-only">Trees</caption>
        <thead>
          <tr>
            <th scope="col">Tree</th>
            <th scope="col">Newest revision</th>
            <th scope="col" className="number wide">
              Revisions
            </th>
            <th scope="col" className="wide">
              Scanned
            </th>
            <th scope="col">Last scan</th>
          </tr>
        </thead>
        <tbody>
          {trees.map((tree) => (
            <tr key={tree.slug}>
              <th scope="row">
                <Link href={overviewPath(tree.slug, { rev: null })} prefetch={false} className="font-semibold">
                  {tree.name}
                </Link>
                <div className="break-anywhere font-mono text-muted">{tree.source}</div>
              </th>
              <td>
                {tree.label === null ? (
                  <span className="text-muted">none yet</span>
                ) : (
                  <>
                    <span className="font-mono">{tree.label}</span>
                    {tree.committedAt === null ? null : <div className="text-muted">{formatDay(tree.committedAt)}</div>}
                  </>
                )}
              </td>
              <td className="number wide">{formatNumber(tree.revisions)}</td>
              <td className="wide">{tree.publishedAt === null ? '–' : formatAge(tree.publishedAt, new Date())}</td>
              <td>
                {tree.scanId === null || tree.scanState === null ? (
                  '–'
                ) : (
                  <Link href={scanPath(tree.scanId)} prefetch={false}>
                    <ScanState state={tree.scanState} />
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-4">
        <Link href={newTreePath()}>Add a tree</Link>
      </p>
    </>
  )
}
