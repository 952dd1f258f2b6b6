import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import type { ListedSite } from './list-sites.ts'

type Said = Pick<ListedSite, 'key' | 'claims' | 'judged' | 'remark' | 'priority'>

/** Sites of one page with who works on them and what people say of them (what is decided, else what is proposed), in the code as well, and how soon somebody should look. */
export async function addSaid(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  sites: readonly ListedSite[],
): Promise<readonly ListedSite[]> {
  const keys = sites.map(({ key }) => key)
  const rows = await database.$queryRaw<Said[]>`
    select site.key,
      array(
        select jsonb_build_object('name', person.name, 'state', claim.state)
        from claim join participant person on person.id = claim.person_id
        where claim.ended_at is null and claim.site_id in (
          select site.id
          union all
          select pair.acquire_id from pair where pair.release_id = site.id and ${holdsAt('pair', revision)}
        )
        order by person.name, claim.id
      ) as claims,
      (
        select jsonb_build_object('verdict', verdict, 'case', case_number, 'isDecided', is_decided)
        from triage where triage.site_id = site.id order by is_decided desc limit 1
      ) as judged,
      (
        select jsonb_build_object('case', case_number, 'reason', reason)
        from site_remark remark where remark.site_id = site.id and ${holdsAt('remark', revision)}
      ) as remark,
      coalesce((select level from site_priority said where said.site_id = site.id), 'normal') as priority
    from site where site.tree_id = ${treeId}::int and site.key = any(${keys}::text[])`
  const said = new Map(rows.map((row) => [row.key, row]))
  return sites.map((site) => ({
    ...site,
    claims: said.get(site.key)?.claims ?? [],
    judged: said.get(site.key)?.judged ?? null,
    remark: said.get(site.key)?.remark ?? null,
    priority: said.get(site.key)?.priority ?? 'normal',
  }))
}
