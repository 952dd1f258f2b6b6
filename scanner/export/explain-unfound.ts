import type { SiteRow } from '#scanner/model/site.ts'

/** Why Coccinelle does not find an acquire: it is no call by that name, or it could not read the function around it. */
export type UnfoundReason = 'handed-on' | 'renamed' | 'unread'

export interface Unfound {
  readonly row: SiteRow
  readonly why: UnfoundReason
}

/** By what stands at the place of a row; `text` is its file, one character a byte. */
export function explainUnfound(
  { api, line, column }: Pick<SiteRow, 'api' | 'line' | 'column'>,
  text: string,
): UnfoundReason {
  const written = text
    .split('\n')
    .slice(line - 1)
    .join('\n')
    .slice(column - 1)
  if (!written.startsWith(api) || /^\w/.test(written.slice(api.length))) return 'renamed'
  // `(get_user_pages)(…)` is a call
  return /^[\s)]*\(/.test(written.slice(api.length)) ? 'unread' : 'handed-on'
}

const sentences: Readonly<Record<UnfoundReason, string>> = {
  unread: 'it cannot read these functions, and finds nothing in them:',
  'handed-on': 'it does not find these, which are named to be called by somebody else:',
  renamed: 'it does not find these, which are called by the name of a macro:',
}

/** Lines of a header about what was not found, each kind under a sentence of its own. */
export function describeUnfound(unfound: readonly Unfound[]): readonly string[] {
  return (['unread', 'handed-on', 'renamed'] as const).flatMap((kind) => {
    const named = unfound.filter(({ why }) => why === kind).map(({ row }) => row)
    if (named.length === 0) return []
    return [
      sentences[kind],
      ...named.map(({ path, line, function: name, api }) => `  ${path}:${line}: ${name}(): ${api}()`),
    ]
  })
}
