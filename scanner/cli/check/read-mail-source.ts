import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { readMailbox } from '#scanner/mail/read-mailbox.ts'
import type { SortedMailbox } from '#scanner/mail/series.ts'
import { UsageError } from '../usage-error.ts'

/** A mailbox from a file, or from standard input for `-`, sorted; a gzipped one, as lore.kernel.org gives it, is unpacked. */
export async function readMailSource(file: string, stdin: NodeJS.ReadStream): Promise<SortedMailbox> {
  const bytes = unpack(await readBytes(file, stdin), file)
  const sorted = await readMailbox(bytes)
  if (sorted.series.length === 0) throw new UsageError(explainNothing(file, bytes, sorted.mails.length))
  return sorted
}

async function readBytes(file: string, stdin: NodeJS.ReadStream): Promise<Buffer> {
  if (file === '-') return buffer(stdin)
  try {
    return await readFile(file)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null
    const what =
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'this is a folder' : `cannot be read (${code})`
    throw new UsageError(`--mbox ${file}: ${what}. Name a mailbox or a patch, or - for standard input.`, { cause })
  }
}

function unpack(bytes: Buffer, file: string): Buffer {
  if (bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) {
    try {
      return gunzipSync(bytes)
    } catch (cause) {
      throw new UsageError(`--mbox ${file}: the gzip file is damaged or cut short. Fetch it again.`, { cause })
    }
  }
  if (bytes.subarray(0, 6).toString('latin1') === '\xfd7zXZ\0')
    throw new UsageError(`--mbox ${file}: this is xz. Unpack it: xz -dc ${file} | pinwatch check --mbox - …`)
  return bytes
}

function explainNothing(file: string, bytes: Buffer, mails: number): string {
  const what = file === '-' ? '--mbox -: standard input' : `--mbox ${file}: the file`
  if (mails === 0)
    return `${what} is empty. Give it mails with patches, as git format-patch --stdout or b4 mbox write them.`
  if (/^(?:diff --git |--- |Index: )/.test(bytes.toString('latin1', 0, 100)))
    return `${what} is a patch without a mail around it. Write it with git format-patch.`
  return `${what} has ${mails === 1 ? 'a mail' : `${mails} mails`} and no patch. Answers (Re: …) are not taken for patches.`
}
