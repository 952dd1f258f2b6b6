import { RE2JS } from 're2js'
import { type Glob, parseGlob } from './parse-glob.ts'

/** Whether a text fits a glob, in linear time; or what is wrong with the glob, as a sentence ends. */
export type GlobMatcher =
  | { readonly kind: 'matcher'; readonly matches: (text: string) => boolean }
  | { readonly kind: 'wrong'; readonly problem: string }

export function matchGlob(glob: string, parse: (glob: string) => Glob = parseGlob): GlobMatcher {
  const parsed = parse(glob)
  if (parsed.kind === 'wrong') return parsed
  const { source, negated } = parsed
  const expression = RE2JS.compile(source, RE2JS.DOTALL)
  return { kind: 'matcher', matches: (text) => expression.test(text) !== negated }
}
