import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remainingOf } from '#app/_data/progress.ts'
import { listLargestSubsystems } from '#app/_overview/queries/list-largest-subsystems.ts'
import { ProgressBar } from '#app/_ui/progress-bar.tsx'
import { Section } from '#app/_ui/section.tsx'
import { formatNumber, formatPercent } from '#app/_web/format.ts'
import { sitesPath, subsystemPath, subsystemsPath } from '#app/_web/routes.ts'

const shown = 15

/** Where most remains. Each site is counted once, so that the numbers are parts of the tree's. */
export async function LargestSubsystems({ context }: { readonly context: TreeContext }) {
  const { tree, revision, rev } = context
  const { subsystems, total } = await listLargestSubsystems(getDatabase(), revision.id, shown)
  if (subsystems.length === 0) return null
  return (
    <Section
      title="Subsystems by what remains"
      aside={
        <Link href={subsystemsPath(tree.slug, { rev })} prefetch={false}>
          {total > shown ? `all ${formatNumber(total)}` : 'all subsystems'}
        </Link>
      }
    >
      <table className="list">
        <caption className="sr-only">Subsystems with the most acquires that remain</caption>
        <thead>
          <tr>
            <th scope="col">Subsystem</th>
            <th scope="col" className="number">
              Remaining
            </th>
            <th scope="col" className="number wide">
              Converted
            </th>
            <th scope="col" className="bar-column">
              Progress
            </th>
          </tr>
        </thead>
        <tbody>
          {subsystems.map((subsystem) => (
            <tr key={subsystem.slug}>
              <th scope="row">
                <Link href={subsystemPath(tree.slug, { rev }, subsystem.slug)} prefetch={false}>
                  {subsystem.title}
                </Link>
              </th>
              <NumberCell
                value={remainingOf(subsystem)}
                words={`remaining in ${subsystem.title}`}
                href={sitesPath(
                  tree.slug,
                  { rev },
                  { status: ['mismatched', 'unconverted', 'unknown'], role: 'acquire', subsystem: subsystem.slug },
                )}
              />
              <NumberCell
                className="wide"
                value={subsystem.converted}
                words={`converted in ${subsystem.title}`}
                href={sitesPath(
                  tree.slug,
                  { rev },
                  { status: 'converted', role: 'acquire', subsystem: subsystem.slug },
                )}
              />
              <td>
                <span className="flex items-center gap-3">
                  <ProgressBar counts={subsystem} label={subsystem.title} />
                  <span className="w-12 shrink-0 text-right">
                    {formatPercent(subsystem.converted, subsystem.converted + remainingOf(subsystem))}
                  </span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-muted text-sm">
        Each acquire counts for one section here, the deepest that MAINTAINERS names; the page of a section has all of
        its sites.
      </p>
    </Section>
  )
}

interface NumberCellProps {
  readonly value: number
  readonly words: string
  readonly href: string
  readonly className?: string
}

function NumberCell({ value, words, href, className = '' }: NumberCellProps) {
  if (value === 0) return <td className={`number zero ${className}`}>0</td>
  return (
    <td className={`number ${className}`}>
      <Link href={href} prefetch={false} aria-label={`${formatNumber(value)} ${words}`}>
        {formatNumber(value)}
      </Link>
    </td>
  )
}
