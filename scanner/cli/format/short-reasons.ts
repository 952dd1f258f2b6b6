import type { Reason } from '#scanner/model/site.ts'

/** A few words for each reason, for a table cell; `reasonSentences` has the sentences. */
export const shortReasons: Readonly<Record<Reason, string>> = {
  'legacy-acquire': 'no release found',
  'legacy-release': 'of a plain reference',
  'pinned-and-unpinned': 'pinned and unpinned',
  'got-and-put-user': 'got and put by put_user_page*()',
  'pinned-but-put': 'pinned, but dropped as a reference',
  'got-but-unpinned': 'not pinned, but unpinned',
  'mixed-releases': 'put_user_page*() and put_page() mixed',
  'crossing-suspected': 'maybe mismatched',
  'no-release-found': 'no release found',
  'no-acquire-found': 'no acquire found',
  'case-3': 'case 3: MMU notifier',
  'case-4': 'case 4: struct page only',
  'read-only': 'only read',
  'kernel-memory': 'kernel memory',
  'mm-internal': 'mm internal',
  'test-code': 'test code',
  'hands-pages-on': 'hands pages on',
  'api-definition': 'defines an API',
  'api-helper': 'helper of an API',
  'implementation-file': 'implements the API',
  'null-carrier': 'NULL for pages',
}
