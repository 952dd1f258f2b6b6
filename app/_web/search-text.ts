const lengthMax = 200

/** What `q` looks for, in lists that are searched by us and not by the database; empty if it looks for nothing. */
export const parseSearchText = (params: URLSearchParams): string => (params.get('q') ?? '').trim().slice(0, lengthMax)
