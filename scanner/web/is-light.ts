/** How far scans are, told as long as somebody looks: open for hours and at work for milliseconds. */
export const livePath = '/api/scans/live'

/** Files, what tells whether we live, and what stays open: only read, never kept waiting, and keeping nobody waiting. */
export const isLight = (pathname: string): boolean =>
  pathname === livePath || /^\/(?:_next\/static\/|schema\/|icon\.svg$|api\/(?:health|ready)$)/.test(pathname)
