interface ReadBranch {
  /** `null`: none is asked for. */
  readonly value: string | null
  readonly problems: readonly { readonly parameter: string; readonly message: string }[]
}

/** The branch that an address names; what can be none is told. */
export function readBranch(params: URLSearchParams): ReadBranch {
  const value = params.get('branch') ?? ''
  if (value === '') return { value: null, problems: [] }
  if (value.length > 500 || /[\p{Cc}\p{Surrogate}]/u.test(value))
    return { value: null, problems: [{ parameter: 'branch', message: 'This is the name of no branch.' }] }
  return { value, problems: [] }
}
