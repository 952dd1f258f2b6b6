import Link from 'next/link'
import { removeWebhookHere, switchWebhookHere } from '#app/_people/actions/webhook-acts.ts'
import type { ListedWebhook } from '#app/_people/queries/list-webhooks.ts'
import { webhooksPath } from '#app/_web/routes.ts'
import { ActForm } from './act-form.tsx'
import './people.css'

/** Webhooks with what became of what they were told, for an admin. */
export function WebhookList({ webhooks }: { readonly webhooks: readonly ListedWebhook[] }) {
  return (
    <ul className="people-list">
      {webhooks.map(({ id, url, events, isActive, treeName, sent, waiting, failed }) => (
        <li key={id} className="board-card">
          <p className="break-anywhere">
            <strong>{url}</strong> {isActive ? '' : '(off)'}
          </p>
          <p className="text-sm text-muted">
            {treeName}: {events.join(', ')}. {sent} sent, {waiting} waiting, {failed} failed.
          </p>
          <div className="people-acts">
            <Link href={webhooksPath({ hook: id })} prefetch={false} aria-label={`Deliveries to ${url}`}>
              Deliveries
            </Link>
            <ActForm
              act={switchWebhookHere.bind(null, id, !isActive)}
              submit={isActive ? 'Switch off' : 'Switch on'}
              label={`${isActive ? 'Switch off' : 'Switch on'} ${url}`}
              buttonClassName="button button-small"
            />
            <ActForm
              act={removeWebhookHere.bind(null, id)}
              fold="Remove"
              submit="Remove it with its log"
              label={`Remove ${url}`}
              buttonClassName="button button-small"
            />
          </div>
        </li>
      ))}
    </ul>
  )
}
