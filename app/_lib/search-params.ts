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
