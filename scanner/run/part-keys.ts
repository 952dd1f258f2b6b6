import { createHash } from 'node:crypto'
import type { OutlinedFile } from '#scanner/link/outline.ts'
import type { FilePart } from '#scanner/link/part-files.ts'
import type { PartedTree } from '#scanner/link/part-tree.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'

/** A file by its outline and the key of its verdict: its blob, and the names that this was read with. */
export interface KeyedFile extends OutlinedFile {
  readonly key: string
}

/**
 * For each part of a tree all that tracing and linking it depend on, but for the analysis itself: equal for parts of any tree of which the same
 * comes.
 */
export function partKeys({ parts, key }: PartedTree<KeyedFile>): readonly string[] {
  const world = digest(key)
  return parts.map((part) => digest(`${world} ${digestPart(part)}`))
}

const digestPart = rememberBy(({ files, callees }: FilePart<KeyedFile>): string => {
  const ofFiles = files.map((file) => `${file.path}\0${file.kernelPath ?? ''}\0${file.key}`)
  const ofCallees = callees.map(({ path, index, isSure }) => `${path}\0${index}\0${isSure}`)
  return digest([...ofFiles, '', ...ofCallees].join('\n'))
})

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
