'use client'

import { useActionState } from 'react'
import { type AddTreeState, addTree } from '#app/_scans/actions/add-tree.ts'
import { FormProblem } from '#app/_ui/form-problem.tsx'

/** Names a tree to scan. Works without script; with it, what is wrong is said without a new page. */
export function AddTreeForm() {
  const [state, action, isPending] = useActionState<AddTreeState, FormData>(addTree, null)
  const problemOf = (field: string) => (state?.problem.field === field ? state.problem.message : null)
  const fields = state?.fields
  return (
    <form action={action} className="form" noValidate>
      <Field
        name="source"
        label="Path or URL of a kernel git tree"
        help="A folder of this machine, bare or with files, or a URL that git can clone (https, http, git, ssh)."
        placeholder="/home/you/linux"
        value={fields?.source}
        problem={problemOf('source')}
      />
      <details className="form-more" open={Boolean(fields?.revisions || fields?.tags || problemOf('revisions'))}>
        <summary>Which revisions</summary>
        <Field
          name="revisions"
          label="Tags, branches or commits"
          help="Several with blanks between. Nothing here and below means HEAD."
          placeholder="v6.1 v6.6 v6.12"
          value={fields?.revisions}
          problem={problemOf('revisions')}
        />
        <Field
          name="tags"
          label="Patterns of tags"
          help="Every tag that fits: history from the oldest on."
          placeholder="v6.*"
          value={fields?.tags}
          problem={null}
        />
      </details>
      <FormProblem problem={problemOf('form')} />
      <button type="submit" className="button button-primary" disabled={isPending}>
        {isPending ? 'Asking for the scan …' : 'Scan this tree'}
      </button>
    </form>
  )
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly help: string
  readonly placeholder: string
  readonly value: string | undefined
  readonly problem: string | null
}

function Field({ name, label, help, placeholder, value, problem }: FieldProps) {
  const describedBy = problem === null ? `${name}-help` : `${name}-problem ${name}-help`
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        // what was sent is there again to be mended
        key={value}
        defaultValue={value}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={describedBy}
        aria-invalid={problem !== null}
      />
      {problem === null ? null : (
        <p id={`${name}-problem`} className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <p id={`${name}-help`} className="field-help">
        {help}
      </p>
    </div>
  )
}
