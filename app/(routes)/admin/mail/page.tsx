import type { Metadata } from 'next'
import { getDatabase } from '#app/_data/database.ts'
import { DeliveryList } from '#app/_people/delivery-list.tsx'
import { listDeliveries } from '#app/_people/queries/list-deliveries.ts'
import { openAdmin } from '#app/_people/queries/open-admin.ts'
import { readMailService } from '#app/_people/sign-in-settings.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { AdminPage } from '../admin-page.tsx'

export const metadata: Metadata = { title: 'Mail' }

export default async function MailAdminPage() {
  await openAdmin('manage mail')
  const { isSetUp, missing } = readMailService(process.env)
  return (
    <AdminPage title="Mail" lead="What people are told by mail: what waits, what was sent, and what the server said.">
      {isSetUp ? null : (
        <Notice>
          Nothing is sent: {missing.join(' and ')} {missing.length === 1 ? 'is' : 'are'} not set.
        </Notice>
      )}
      <DeliveryList deliveries={await listDeliveries(getDatabase(), null)} hook={null} />
    </AdminPage>
  )
}
