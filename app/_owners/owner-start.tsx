import { getDatabase } from '#app/_data/database.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { remember } from '#app/_data/remember.ts'
import { filterParams, type SiteFilter } from '#app/_data/site-filter.ts'
import { listClaimants } from '#app/_sites/queries/list-claimants.ts'
import { listStartHere } from '#app/_sites/queries/list-start-here.ts'
import { remainingFilter, remainingQuery, sitesParams } from '#app/_sites/sites-query.ts'
import { startHere } from '#app/_sites/start-here.ts'
import { Raw } from '#app/_ui/raw.tsx'
import { Section } from '#app/_ui/section.tsx'
import { exportPath, sitePath, sitesPath } from '#app/_web/routes.ts'

const shown = 8

interface OwnerStartProps {
  readonly context: TreeContext
  /** Whose sites these are. */
  readonly filter: SiteFilter
}

/** What somebody would begin with of the sites of a section, a person or a directory, and all that remains as text for a mail. */
export async function OwnerStart({ context: { tree, revision, rev }, filter }: OwnerStartProps) {
  const points = await remember(revision, ['start here', filterParams(filter).toString()], () =>
    listStartHere(getDatabase(), revision, filter, shown),
  )
  if (points.length === 0) return null
  const claimants = await listClaimants(
    getDatabase(),
    tree.id,
    points.map(({ key }) => key),
  )
  const left = { ...remainingFilter, choices: [...remainingFilter.choices, ...filter.choices] }
  const text = filterParams(left)
  text.set('format', 'text')
  return (
    <Section
      title="Start here"
      aside={
        <>
          <a href={sitesPath(tree.slug, { rev }, sitesParams({ ...remainingQuery, filter: left }))}>all that remains</a>{' '}
          · <a href={exportPath(tree.slug, { rev }, text)}>as text for a mail</a>
        </>
      }
    >
      <Raw
        id="start-here"
        html={startHere(points, {
          href: (key) => sitePath(tree.slug, { rev }, key, sitesParams({ ...remainingQuery, filter: left })),
          claimants,
        })}
      />
    </Section>
  )
}
