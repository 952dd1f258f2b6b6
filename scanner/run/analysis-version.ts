/** Filled in when the sources are bundled (`scanner/bundle.mjs`). */
declare const __PINWATCH_ANALYSIS__: string | undefined

/**
 * Digest of the sources that decide what is published of a revision: model, read, link, judge, own, run.
 * A revision that another analysis published is judged anew. Where nothing was bundled, in unit tests, it is a word.
 */
export const analysisVersion = typeof __PINWATCH_ANALYSIS__ === 'string' ? __PINWATCH_ANALYSIS__ : 'unbundled'
