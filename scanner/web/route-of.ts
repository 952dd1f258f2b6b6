/** Pages below a tree, as labels of metrics. */
const treePages: ReadonlySet<string> = new Set(['sites', 'subsystems', 'maintainers', 'events'])
const topPages: ReadonlySet<string> = new Set([
  '',
  'new',
  'compare',
  'scans',
  'people',
  'admin',
  'checks',
  'design',
  'search',
])

/** The route of an address: names of trees, sites and people stand as `*`, so that there are few of them whatever is asked for. */
export function routeOf(pathname: string): string {
  const parts = pathname.split('/').filter((part) => part !== '')
  const [first = '', second] = parts
  if (first === '_next') return '/_next/*'
  if (first === 'api') return apiRouteOf(parts)
  if (topPages.has(first)) return second === undefined ? `/${first}` : `/${first}/*`
  if (second === undefined) return '/*'
  if (!treePages.has(second)) return '/*/*'
  return parts.length > 2 ? `/*/${second}/*` : `/*/${second}`
}

const apiWords: ReadonlySet<string> = new Set([
  ...[
    'api',
    'v1',
    'health',
    'ready',
    'scans',
    'trees',
    'sites',
    'triage',
    'notes',
    'facets',
    'subsystems',
    'maintainers',
  ],
  ...['trend', 'events', 'claims', 'revisions', 'compare', 'audit', 'tokens', 'openapi.json'],
])
const apiDepthMax = 7

const apiRouteOf = (parts: readonly string[]): string =>
  `/${parts
    .slice(0, apiDepthMax)
    .map((part) => (apiWords.has(part) ? part : '*'))
    .join('/')}`
