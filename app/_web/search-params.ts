/** As Next hands it to a page. */
export type PageSearchParams = Promise<Readonly<Record<string, string | string[] | undefined>>>

/** Parameters of a page in the form that every parser here reads. */
export function toUrlSearchParams(
  params: Readonly<Record<string, string | readonly string[] | undefined>>,
): URLSearchParams {
  const result = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue
    for (const single of typeof value === 'string' ? [value] : value) result.append(name, single)
  }
  return result
}

const revisionLengthMax = 250

/** What `rev` asks for: `null` if it asks for nothing; `nonsense` if no revision can be named so. */
export function parseRevisionParameter(params: URLSearchParams): string | null | 'nonsense' {
  const value = params.get('rev')?.trim() ?? ''
  if (value === '') return null
  return value.length > revisionLengthMax || /\p{Cc}|\p{Surrogate}/u.test(value) ? 'nonsense' : value
}

const idMax = 2_147_483_647

/** A row's number in an address; what is none is told. */
export function parseIdParameter(
  params: URLSearchParams,
  parameter: string,
): {
  readonly value: number | null
  readonly problems: readonly { readonly parameter: string; readonly message: string }[]
} {
  const text = params.get(parameter)?.trim() ?? ''
  const value = parseId(text)
  if (text === '' || value !== null) return { value, problems: [] }
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return { value: null, problems: [{ parameter, message: `${JSON.stringify(shown)} is not a number of this list.` }] }
}

/** `null` for whatever cannot be the number of a row. */
export function parseId(text: string): number | null {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : 0
  return value >= 1 && value <= idMax ? value : null
}
