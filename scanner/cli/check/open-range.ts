import { parseRange, resolveRange } from '#scanner/run/check/resolve-range.ts'
import { type OpenedRange, resolveUncommitted } from '#scanner/run/check/resolve-uncommitted.ts'
import { UsageError } from '../usage-error.ts'

/** The flags that say what is checked. */
export interface RangeFlags {
  readonly repo: string
  readonly staged: boolean
  readonly worktree: boolean
  readonly sinceTag?: string
}

/** What a command line asks to be checked; exactly one way of saying so. Close it when done. */
export async function openRange(
  { repo, staged, worktree, sinceTag }: RangeFlags,
  asked?: string,
): Promise<OpenedRange> {
  const ways = [
    ...(staged ? ['--staged'] : []),
    ...(worktree ? ['--worktree'] : []),
    ...(sinceTag === undefined ? [] : ['--since-tag']),
    ...(asked === undefined || sinceTag !== undefined ? [] : [asked]),
  ]
  if (ways.length > 1) throw new UsageError(`${ways.join(' and ')}: say one thing to check.`)
  if (staged || worktree) return resolveUncommitted(repo, staged ? 'staged' : 'worktree')
  if (sinceTag !== undefined) return committed(repo, { kind: 'since-tag', tag: sinceTag, to: asked ?? 'HEAD' })
  if (asked === undefined)
    throw new UsageError(
      'say what to check: a range as origin/master..HEAD, one commit as HEAD, --staged, --worktree, --since-tag TAG or --mbox FILE.',
    )
  return committed(repo, parseRange(asked))
}

async function committed(repo: string, wish: Parameters<typeof resolveRange>[1]): Promise<OpenedRange> {
  return { range: await resolveRange(repo, wish), close: async () => {} }
}
