import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { countFindings } from '#app/_overview/queries/count-findings.ts'
import { Section } from '#app/_ui/section.tsx'
import { formatNumber } from '#app/_web/format.ts'
import { sitesPath } from '#app/_web/routes.ts'
import { findingSentences } from '#scanner/model/site.ts'

/** What else is worth saying of sites. Nothing if there is nothing. */
export async function FindingCounts({ context }: { readonly context: TreeContext }) {
  const { tree, rev } = context
  const counts = await countFindings(getDatabase(), context.revision)
  if (counts.length === 0) return null
  return (
    <Section title="Findings" aside="advisory">
      <table className="list">
        <caption className="sr-only">Findings</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Finding</th>
            <th scope="col">Sites</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ finding, sites }) => (
            <tr key={finding}>
              <th scope="row" className="whitespace-nowrap font-mono">
                {finding}
              </th>
              <td className="number">
                <Link
                  href={sitesPath(tree.slug, { rev }, { finding })}
                  prefetch={false}
                  aria-label={`${formatNumber(sites)} with ${finding}`}
                >
                  {formatNumber(sites)}
                </Link>
              </td>
              <td className="wide text-muted">{findingSentences[finding]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
