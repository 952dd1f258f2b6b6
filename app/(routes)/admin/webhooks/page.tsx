import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getDatabase } from '#app/_data/database.ts'
import { DeliveryList } from '#app/_people/delivery-list.tsx'
import { listDeliveries } from '#app/_people/queries/list-deliveries.ts'
import { listNamedTrees } from '#app/_people/queries/list-named-trees.ts'
import { listWebhooks } from '#app/_people/queries/list-webhooks.ts'
import { openAdmin } from '#app/_people/queries/open-admin.ts'
import { WebhookForm } from '#app/_people/webhook-form.tsx'
import { WebhookList } from '#app/_people/webhook-list.tsx'
import { Section } from '#app/_ui/section.tsx'
import { type PageSearchParams, toUrlSearchParams } from '#app/_web/search-params.ts'
import { AdminPage } from '../admin-page.tsx'

export const metadata: Metadata = { title: 'Webhooks' }

export default async function WebhooksPage({ searchParams }: { readonly searchParams: PageSearchParams }) {
  await openAdmin('manage mail')
  const wanted = toUrlSearchParams(await searchParams).get('hook')
  const webhooks = await listWebhooks(getDatabase())
  const hook = webhooks.find(({ id }) => String(id) === wanted)
  if (wanted !== null && hook === undefined) notFound()
  return (
    <AdminPage title="Webhooks" lead="Programs that are told what happens in a tree, by signed posts.">
      <WebhookList webhooks={webhooks} />
      {hook === undefined ? (
        <Section title="Add a webhook">
          <WebhookForm trees={await listNamedTrees(getDatabase())} />
        </Section>
      ) : (
        <Section title={`Deliveries to ${hook.url}`}>
          <DeliveryList deliveries={await listDeliveries(getDatabase(), hook.id)} hook={hook.id} />
        </Section>
      )}
    </AdminPage>
  )
}
