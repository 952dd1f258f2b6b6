import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { explainFailure } from './explain-failure.ts'
import { feedGit } from './feed-git.ts'

/** What `git am` takes from a mail. */
export interface ExtractedPatch {
  readonly author: { readonly name: string; readonly email: string }
  readonly subject: string
  /** Body of the commit's message. */
  readonly message: string
  /** Bytes, decoded from their transfer encoding: files of a patch may be in any charset. Empty if there is none. */
  readonly patch: Buffer
}

/**
 * Takes author, message and patch from a mail by `git mailinfo`, the very program that `git am` asks: MIME parts, transfer encodings,
 * charsets, `format=flowed`, lines `From:` in the body. Two files are written into the scratch repository. Rejects with `GitError`.
 */
export async function extractPatch(scratch: string, mail: Buffer): Promise<ExtractedPatch> {
  const command = ['mailinfo', '--encoding=UTF-8', 'mail-message', 'mail-patch']
  const { code, stdout, stderr } = await feedGit(scratch, command, mail)
  if (code !== 0) throw explainFailure(stderr, 'a mail that git could not read')
  const headers = stdout.toString('utf8')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(headers)?.[1] ?? ''
  const [message, patch] = await Promise.all(
    ['mail-message', 'mail-patch'].map((name) => readFile(join(scratch, name))),
  )
  return {
    author: { name: header('Author'), email: header('Email') },
    subject: header('Subject'),
    message: message?.toString('utf8') ?? '',
    patch: patch ?? Buffer.alloc(0),
  }
}
