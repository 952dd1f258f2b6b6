import type { SuggestedPerson } from '#app/_people/queries/list-suggested-people.ts'
import { TypedInput } from './typed-fields.tsx'

/** For whom something is claimed; `people` are offered. */
export function PersonField({ people }: { readonly people: readonly SuggestedPerson[] }) {
  return (
    <label>
      For whom <span className="people-help">you, unless another address stands here</span>
      <TypedInput name="person" type="email" list="suggested-people" placeholder="mail address" autoComplete="off" />
      <datalist id="suggested-people">
        {people.map(({ email, name }) => (
          <option key={email} value={email}>
            {name}
          </option>
        ))}
      </datalist>
    </label>
  )
}
