import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { explainFailure } from './explain-failure.ts'
import type { ExtractedPatch } from './extract-patch.ts'
import { feedGit } from './feed-git.ts'
import type { IndexEntries } from './index-entry.ts'

/** A patch that was applied. */
export interface AppliedPatch {
  readonly mail: Pick<ExtractedPatch, 'author' | 'subject' | 'message'>
  /** Seconds since 1970. */
  readonly time: number
  /** The files that patches name, before and after this one. */
  readonly before: IndexEntries
  readonly after: IndexEntries
}

/**
 * Makes a chain of commits on top of `base` in a scratch repository, one for each applied patch; returns their ids. One process writes all
 * of them and makes their trees out of those of the base. Rejects with `GitError`.
 */
export async function importCommits(
  scratch: string,
  base: string,
  patches: readonly AppliedPatch[],
): Promise<readonly string[]> {
  if (patches.length === 0) return []
  const commits = patches.map((patch, index) => commitOf(patch, index + 1, index === 0 ? base : `:${index}`))
  const command = ['fast-import', '--quiet', '--force', '--export-marks=import-marks']
  const { code, stderr } = await feedGit(scratch, command, commits.join(''))
  if (code !== 0) throw explainFailure(stderr, 'the commits of a mailed series')
  const marks = await readFile(join(scratch, 'import-marks'), 'latin1')
  const byMark = new Map(
    marks
      .split('\n')
      .map((line) => line.split(' '))
      .flatMap(([mark, oid]) => (mark && oid ? [[mark, oid] as const] : [])),
  )
  return patches.map((_patch, index) => byMark.get(`:${index + 1}`) ?? '')
}

function commitOf({ mail, time, before, after }: AppliedPatch, mark: number, parent: string): string {
  const who = `${person(mail.author.name)} <${person(mail.author.email)}> ${time} +0000`
  const text = `${mail.subject}\n\n${mail.message}`
  const changed = [...after].filter(([path, entry]) => {
    const was = before.get(path)
    return was === undefined || was.oid !== entry.oid || was.mode !== entry.mode
  })
  const gone = [...before.keys()].filter((path) => !after.has(path))
  return [
    'commit refs/heads/mailed\n',
    `mark :${mark}\n`,
    `author ${who}\n`,
    `committer ${who}\n`,
    `data ${Buffer.byteLength(text)}\n${text}\n`,
    `from ${parent}\n`,
    ...gone.map((path) => `D ${quote(path)}\n`),
    ...changed.map(([path, { mode, oid }]) => `M ${mode} ${oid} ${quote(path)}\n`),
    '\n',
  ].join('')
}

/** What git takes as a name. */
const person = (text: string): string => text.replace(/[<>\n\0]/g, ' ').trim()

/** A path as fast-import reads it, where it could be taken for another one. */
const quote = (path: string): string =>
  /^"|[\n\\]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"` : path
