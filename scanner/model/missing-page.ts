/** No route has it, so that Next.js makes all of the page that says so. */
const missingPagePath = '/_/missing/page'

/** Address of the page that says what there is in place of `asked`, a path with its parameters. */
export const missingPageFor = (asked: string): string => `${missingPagePath}?${new URLSearchParams({ asked })}`

/** What was asked for, of an address of that page; `null`: it is another. */
export const askedOfMissingPage = ({ pathname, searchParams }: URL): string | null =>
  pathname === missingPagePath ? searchParams.get('asked') : null
