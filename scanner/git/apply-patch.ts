import { explainRefusal, type Refusal } from './explain-refusal.ts'
import { feedGit } from './feed-git.ts'

/**
 * Applies a patch to the index of a scratch repository, as strictly as `git am` does. Returns why it does not apply, or `null`; then
 * the index is as it was.
 */
export async function applyPatch(scratch: string, patch: Buffer): Promise<readonly Refusal[] | null> {
  const { code, stderr } = await feedGit(scratch, ['apply', '--cached', '--whitespace=nowarn', '-'], patch)
  return code === 0 ? null : explainRefusal(stderr)
}

/** Whether a patch would apply if blanks did not count: then a mail program changed them. */
export async function appliesWithoutBlanks(scratch: string, patch: Buffer): Promise<boolean> {
  const command = ['apply', '--cached', '--check', '--ignore-whitespace', '--whitespace=nowarn', '-']
  return (await feedGit(scratch, command, patch)).code === 0
}
