import { getDatabase } from '#app/_data/database.ts'
import { listRemarks } from '#app/_data/list-remarks.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import type { SitePlace } from '#app/_people/actions/site-acts.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { getPriority } from '#app/_people/queries/get-priority.ts'
import { getRole } from '#app/_people/queries/get-role.ts'
import { listClaims } from '#app/_people/queries/list-claims.ts'
import { listNotes } from '#app/_people/queries/list-notes.ts'
import { listSuggestedPeople } from '#app/_people/queries/list-suggested-people.ts'
import { listTriage, presentTriage } from '#app/_people/queries/list-triage.ts'
import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import { listSitePairs } from '#app/_site/queries/list-site-pairs.ts'
import { commitLink } from '#app/_site/source-links.ts'
import { Section } from '#app/_ui/section.tsx'
import { isReadOnly } from './sign-in-settings.ts'
import { SiteClaims } from './site-claims.tsx'
import { SiteDeeds } from './site-deeds.tsx'
import { SiteNotes } from './site-notes.tsx'
import { SiteRemarkNote } from './site-remark-note.tsx'
import { SiteTriagePanel } from './site-triage.tsx'
import { undoneStatuses } from './undone-statuses.ts'

interface SitePeopleProps {
  readonly context: TreeContext
  readonly site: Pick<SiteAtRevision, 'siteId' | 'key' | 'status'>
}

/** Who works on a site, and what people say of it; with forms for whoever may say something. */
export async function SitePeople({ context, site }: SitePeopleProps) {
  const { tree, revision, rev } = context
  const database = getDatabase()
  const place: SitePlace = { slug: tree.slug, key: site.key, rev }
  const siteIds = [site.siteId]
  const [actor, claims, triage, notes, [remark], priority] = await Promise.all([
    currentActor(),
    listClaims(database, tree.id, revision, { siteIds }),
    listTriage(database, tree.id, revision, { siteIds }),
    listNotes(database, site.siteId),
    listRemarks(database, revision, siteIds),
    getPriority(database, site.siteId),
  ])
  const role = actor === null || isReadOnly(process.env) ? 'visitor' : await getRole(database, actor, revision, siteIds)
  const [people, said, pairs] = await Promise.all([
    role === 'visitor' ? [] : listSuggestedPeople(database, revision, siteIds),
    Promise.all(triage.map((one) => presentTriage(database, revision, one))),
    role === 'visitor' ? [] : listSitePairs(database, revision, site.siteId),
  ])
  const commitHref = (commit: string) => commitLink(tree, commit)
  return (
    <>
      <div id="people" className="people-columns">
        <Section title="Who works on it">
          <SiteClaims
            claims={claims}
            place={place}
            role={role}
            email={actor?.email ?? null}
            people={people}
            isLeft={undoneStatuses.includes(site.status)}
            commitHref={commitHref}
          />
        </Section>
        <Section title="What people say">
          {remark === undefined ? null : <SiteRemarkNote remark={remark} />}
          <SiteTriagePanel triage={said} place={place} role={role} pairs={pairs} priority={priority} />
        </Section>
        <Section title="Notes">
          <SiteNotes notes={notes} place={place} role={role} commitHref={commitHref} />
        </Section>
      </div>
      <SiteDeeds siteId={site.siteId} />
    </>
  )
}
