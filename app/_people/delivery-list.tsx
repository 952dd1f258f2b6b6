import { sendAgainHere } from '#app/_people/actions/webhook-acts.ts'
import type { Delivery } from '#app/_people/queries/list-deliveries.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { formatAge, formatCount } from '#app/_web/format.ts'
import { ActForm } from './act-form.tsx'
import './people.css'

interface DeliveryListProps {
  readonly deliveries: readonly Delivery[]
  /** Whose log it is; `null`: that of mails. */
  readonly hook: number | null
}

/** What was sent or is to be, and what became of it. */
export function DeliveryList({ deliveries, hook }: DeliveryListProps) {
  if (deliveries.length === 0) return <EmptyState title="Nothing was to be told yet." />
  const now = new Date()
  return (
    <table className="list">
      <caption className="sr-only">Deliveries, the newest first</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">State</th>
          <th scope="col" className="wide">
            Last answer
          </th>
          <th scope="col">
            <span className="sr-only">Acts</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.id}>
            <td className="break-anywhere">
              {delivery.kind} {delivery.to === null ? '' : `to ${delivery.to}`}
              <p className="text-sm text-muted">
                {delivery.treeName === null ? '' : `${delivery.treeName}, `}
                {formatAge(delivery.createdAt, now)}
              </p>
            </td>
            <td>
              {delivery.state}
              <p className="text-sm text-muted">{formatCount(delivery.tries, 'try', 'tries')}</p>
            </td>
            <td className="wide break-anywhere text-sm text-muted">
              {delivery.status === null ? '' : `${delivery.status} `}
              {delivery.answer ?? ''}
            </td>
            <td>
              {hook !== null || delivery.state === 'failed' || delivery.state === 'waiting' ? (
                <ActForm
                  act={sendAgainHere.bind(null, delivery.id, hook)}
                  submit={delivery.state === 'waiting' ? 'Try now' : 'Send again'}
                  label={`Send ${delivery.kind} ${delivery.id} again`}
                  buttonClassName="button button-small whitespace-nowrap"
                />
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
