import Link from 'next/link'
import { remainingOf } from '#app/_data/progress.ts'
import type { LargestSubsystems } from '#app/_overview/queries/list-largest-subsystems.ts'
import { Section } from '#app/_ui/section.tsx'
import { Written } from '#app/_ui/written.tsx'
import { formatNumber } from '#app/_web/format.ts'
import { sitesPath, subsystemPath, subsystemsPath } from '#app/_web/routes.ts'

interface WhereRemainsProps {
  readonly slug: string
  readonly rev: string | null
  readonly largest: LargestSubsystems
}

/** Where most remains, as bars that open their sites. */
export function WhereRemains({ slug, rev, largest: { subsystems, total } }: WhereRemainsProps) {
  const left = subsystems.filter((subsystem) => remainingOf(subsystem) > 0)
  const most = Math.max(1, ...left.map(remainingOf))
  return (
    <Section
      title="Where: what remains by subsystem"
      aside={
        <Link href={subsystemsPath(slug, { rev })} prefetch={false}>
          all {formatNumber(total)}
        </Link>
      }
    >
      <p className="text-sm text-muted">
        {left.length === 0
          ? 'Nothing remains in any section.'
          : 'Each acquire once, in its closest section; the list of all counts it in wider ones too.'}
      </p>
      <Written id="where">
        <table className="where">
          <caption className="sr-only">Subsystems with the most acquires that remain</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Subsystem</th>
              <th scope="col">Remaining</th>
            </tr>
          </thead>
          <tbody>
            {left.map((subsystem) => {
              const remain = remainingOf(subsystem)
              return (
                <tr key={subsystem.slug}>
                  <th scope="row">
                    <Link href={subsystemPath(slug, { rev }, subsystem.slug)} prefetch={false} title={subsystem.title}>
                      {subsystem.title}
                    </Link>
                  </th>
                  <td>
                    <Link
                      href={sitesPath(
                        slug,
                        { rev },
                        {
                          status: ['mismatched', 'unconverted', 'unknown'],
                          role: 'acquire',
                          subsystem: subsystem.slug,
                        },
                      )}
                      prefetch={false}
                      aria-label={`${remain} remaining in ${subsystem.title}`}
                      className="where-bar"
                    >
                      <svg className="bar bar-where" preserveAspectRatio="none" viewBox="0 0 100 1" aria-hidden="true">
                        <Bar remain={remain} mismatched={subsystem.mismatched} most={most} />
                      </svg>
                      {formatNumber(remain)}
                    </Link>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Written>
    </Section>
  )
}

interface BarProps {
  readonly remain: number
  readonly mismatched: number
  /** The greatest of all that is drawn. */
  readonly most: number
}

/** What remains as a share of what most remains anywhere, the mismatched at its end. */
function Bar({ remain, mismatched, most }: BarProps) {
  const width = (100 * (remain - mismatched)) / most
  return (
    <>
      <rect className="where-left" width={width} height="1" />
      <rect className="where-bad" x={width} width={(100 * mismatched) / most} height="1" />
    </>
  )
}
