import type { Posting } from './series.ts'

export interface SaidBase {
  /** Full id of the commit that `base-commit:` names; `null` where none does. */
  readonly commit: string | null
  /** Whether other patches have to be applied first (`prerequisite-patch-id:`). */
  readonly needsOthers: boolean
}

/** What `git format-patch --base` and b4 write below a cover letter or the last patch. */
export function baseOf({ cover, patches }: Posting): SaidBase {
  const texts = [...(cover === null ? [] : [cover]), ...patches].map(({ text }) => text)
  const commits = texts.flatMap((text) => /^base-commit: *([0-9a-f]{40}(?:[0-9a-f]{24})?)\s*$/m.exec(text)?.[1] ?? [])
  return { commit: commits[0] ?? null, needsOthers: texts.some((text) => /^prerequisite-patch-id: /m.test(text)) }
}
