import type { Metadata } from 'next'
import { getDatabase } from '#app/_data/database.ts'
import { getSettings } from '#app/_data/get-settings.ts'
import { openAdmin } from '#app/_people/queries/open-admin.ts'
import { SettingsForm } from '#app/_people/settings-form.tsx'
import { readSignIn } from '#app/_people/sign-in-settings.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { type PageSearchParams, toUrlSearchParams } from '#app/_web/search-params.ts'
import { AdminPage } from '../admin-page.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  await openAdmin('change settings')
  const params = toUrlSearchParams(await searchParams)
  return (
    <AdminPage
      title="Settings"
      lead="What holds for the whole server. What belongs to the machine stands in its environment."
    >
      {params.has('saved') ? <Notice>Saved.</Notice> : null}
      <SettingsForm settings={await getSettings(getDatabase())} canSignIn={readSignIn(process.env) !== null} />
    </AdminPage>
  )
}
