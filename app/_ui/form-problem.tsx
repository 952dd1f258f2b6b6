/** Why a form as a whole was refused; nothing where it was not. */
export function FormProblem({ problem }: { readonly problem: string | null }) {
  if (problem === null) return null
  return (
    <p className="field-problem" role="alert">
      {problem}
    </p>
  )
}
