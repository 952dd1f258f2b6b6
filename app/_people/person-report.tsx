import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import type { KnownPerson } from '#app/_people/queries/get-person.ts'
import { type Conversion, listConversions } from '#app/_people/queries/list-conversions.ts'
import { listDeeds } from '#app/_people/queries/list-deeds.ts'
import { listPersonWork } from '#app/_people/queries/list-person-work.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import { abbreviateCommit, formatDay, formatNumber } from '#app/_web/format.ts'
import { sitePath } from '#app/_web/routes.ts'
import { DeedList } from './deed-list.tsx'
import { OwnClaims } from './own-claims.tsx'
import { TriageTable } from './triage-table.tsx'
import './people.css'

const listedMax = 200

/** What somebody works on, has converted, says, and did. */
export async function PersonReport({ person }: { readonly person: KnownPerson }) {
  const database = getDatabase()
  const [work, conversions, deeds] = await Promise.all([
    listPersonWork(database, person.participantIds, listedMax),
    listConversions(database, person.emails, listedMax),
    listDeeds(database, { actorIds: person.participantIds, limit: listedMax }),
  ])
  if (work.length + conversions.length + deeds.length === 0)
    return <EmptyState title="Nothing was done with these addresses yet." />
  const claimsOf = (which: 'open' | 'ended') =>
    work.flatMap(({ slug, name, ...tree }) => (tree[which].length === 0 ? [] : [{ slug, name, claims: tree[which] }]))
  const [open, ended] = [claimsOf('open'), claimsOf('ended')]
  return (
    <>
      {open.length === 0 ? null : <OwnClaims trees={open} titlePrefix="Works on, in " />}
      {conversions.length === 0 ? null : (
        <Section title="Converted" aside={formatNumber(conversions.length)}>
          <ConversionTable conversions={conversions} />
        </Section>
      )}
      {work.map(({ slug, name, triage }) =>
        triage.length === 0 ? null : (
          <Section key={slug} title={`Says of ${name}`} aside={formatNumber(triage.length)}>
            <TriageTable
              caption={`What was said of ${name}`}
              triage={triage}
              siteHref={(key) => sitePath(slug, { rev: null }, key)}
            />
          </Section>
        ),
      )}
      {ended.length === 0 ? null : <OwnClaims trees={ended} titlePrefix="Claims that ended, in " />}
      {deeds.length === 0 ? null : (
        <Section title="Did" aside={deeds.length < listedMax ? formatNumber(deeds.length) : `the last ${listedMax}`}>
          <DeedList deeds={deeds} withSite />
        </Section>
      )}
    </>
  )
}

function ConversionTable({ conversions }: { readonly conversions: readonly Conversion[] }) {
  return (
    <table className="list">
      <caption className="sr-only">Sites that commits of this person converted</caption>
      <thead>
        <tr>
          <th scope="col">Site</th>
          <th scope="col">Commit</th>
          <th scope="col" className="wide">
            Since
          </th>
        </tr>
      </thead>
      <tbody>
        {conversions.map(({ tree, treeName, key, path, line, api, commit, subject, authoredAt, revision }) => (
          <tr key={`${tree} ${key} ${commit}`}>
            <td>
              <Link href={sitePath(tree, { rev: null }, key)} prefetch={false} className="break-anywhere font-mono">
                <PathLine path={path} line={line} />
              </Link>
              <p className="break-anywhere text-muted">
                {api}(), {treeName}
              </p>
            </td>
            <td className="break-anywhere">
              <span className="select-all font-mono">{abbreviateCommit(commit)}</span>{' '}
              {subject === null ? null : <cite className="event-subject">{subject}</cite>}
              <p className="text-muted">{authoredAt === null ? '' : formatDay(authoredAt)}</p>
            </td>
            <td className="wide">{revision}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
