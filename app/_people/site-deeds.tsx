import { getDatabase } from '#app/_data/database.ts'
import { listDeeds } from '#app/_people/queries/list-deeds.ts'
import { Section } from '#app/_ui/section.tsx'
import { formatNumber } from '#app/_web/format.ts'
import { DeedList } from './deed-list.tsx'
import './people.css'

const deedsMax = 200

/** What people did to a site, and when; nothing where nobody did anything. */
export async function SiteDeeds({ siteId }: { readonly siteId: number }) {
  const deeds = await listDeeds(getDatabase(), { siteId, limit: deedsMax })
  if (deeds.length === 0) return null
  return (
    <Section title="What people did" aside={formatNumber(deeds.length)}>
      <DeedList deeds={deeds} />
    </Section>
  )
}
