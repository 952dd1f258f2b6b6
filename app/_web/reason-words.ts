import type { Reason } from '#scanner/model/site.ts'

/** Each reason in the few words that fit into a list; `reasonSentences` has the sentences. */
export const reasonWords: Readonly<Record<Reason, string>> = {
  'legacy-acquire': 'plain reference, to be pinned',
  'legacy-release': 'drops a plain reference',
  'pinned-and-unpinned': 'pinned and unpinned',
  'got-and-put-user': 'dropped by put_user_page*()',
  'pinned-but-put': 'pinned, dropped as a plain reference',
  'got-but-unpinned': 'not pinned, but unpinned',
  'mixed-releases': 'put_user_page*() and put_page() mixed',
  'crossing-suspected': 'maybe mismatched',
  'no-release-found': 'no release found',
  'no-acquire-found': 'no acquire found',
  'case-3': 'case 3: MMU notifier',
  'case-4': 'case 4: struct page only',
  'read-only': 'data is only read',
  'kernel-memory': 'kernel memory',
  'mm-internal': 'internal to mm',
  'test-code': 'test code',
  'hands-pages-on': 'hands the pages on',
  'api-definition': 'defines an API',
  'api-helper': 'helper of an API',
  'implementation-file': 'implements an API',
  'null-carrier': 'NULL for the pages',
}
