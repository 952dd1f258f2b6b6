import { listRemarks, type SiteRemark } from '#app/_data/list-remarks.ts'
import type { RemarkInCode, SiteTriage } from '#app/_people/triage.ts'
import type { Transaction } from '#prisma/client.ts'
import { findSites } from './choose-sites.ts'
import { listTriage, presentTriage } from './list-triage.ts'
import { openNewest } from './open-newest.ts'

/** What is decided of a site of the newest revision, what somebody proposes, and what a comment beside the call says. */
export async function getTriage(
  database: Transaction,
  slug: string,
  key: string,
): Promise<{
  readonly triage: SiteTriage | null
  readonly proposal: SiteTriage | null
  readonly comment: RemarkInCode | null
}> {
  const { tree, revision } = await openNewest(database, slug)
  const siteIds = await findSites(database, tree.id, revision, [key])
  const [stored, [remark]] = await Promise.all([
    listTriage(database, tree.id, revision, { siteIds }),
    listRemarks(database, revision, siteIds),
  ])
  const present = async (isDecided: boolean) => {
    const found = stored.find((triage) => triage.isDecided === isDecided)
    return found === undefined ? null : presentTriage(database, revision, found)
  }
  return {
    triage: await present(true),
    proposal: await present(false),
    comment: remark === undefined ? null : presentRemark(remark),
  }
}

const presentRemark = ({ case: picked, reason, since, isStale }: SiteRemark): RemarkInCode => ({
  verdict: 'stays',
  ...(picked === null ? {} : { case: picked }),
  text: reason,
  since,
  changed: isStale,
})
