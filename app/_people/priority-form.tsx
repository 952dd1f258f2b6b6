import { priorities } from '#scanner/model/priority.ts'
import { ActForm } from './act-form.tsx'
import type { FormAct } from './act-state.ts'
import type { SitePriority } from './priority.ts'
import { TypedSelect } from './typed-fields.tsx'

interface PriorityFormProps {
  readonly act: FormAct
  readonly chosen: SitePriority['priority']
}

/** Says how soon somebody should look at a site, or at many. */
export function PriorityForm({ act, chosen }: PriorityFormProps) {
  return (
    <ActForm
      act={act}
      submit="Set"
      label="Set the priority"
      className="people-acts text-sm"
      buttonClassName="button button-small"
    >
      <label>
        Priority{' '}
        <TypedSelect name="priority" defaultValue={chosen}>
          {priorities.map((priority) => (
            <option key={priority}>{priority}</option>
          ))}
        </TypedSelect>
      </label>
    </ActForm>
  )
}
