/** Parameters that mean a place in a list of one revision, and the revision. */
const placeParameters = ['after', 'before', 'rev']

/** What of the parameters of a page holds at other revisions and in other trees, too. */
export function withoutPlace(params: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(params)
  for (const parameter of placeParameters) query.delete(parameter)
  return query
}
