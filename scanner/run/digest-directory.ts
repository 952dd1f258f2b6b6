import type { SkipReason } from '#scanner/model/coverage.ts'
import type { BlobVerdict, DirectoryDigest } from '#scanner/model/verdict.ts'
import type { DirectoryNode } from './list-files.ts'

/** Ids of the blobs below a directory that no digest answers for. */
export function listBlobs(node: DirectoryNode): readonly string[] {
  const oids = new Set<string>()
  const collect = (at: DirectoryNode) => {
    if (at.kind === 'known') return
    for (const { oid } of at.files) oids.add(oid)
    for (const { node: below } of at.directories) collect(below)
  }
  collect(node)
  return [...oids]
}

/**
 * What matters below a directory, now that its blobs are read. Every directory that was listed is reported by its key,
 * deepest first, so that the next scan need not look into it.
 */
export function digestDirectory(
  node: DirectoryNode,
  verdictOf: (oid: string) => BlobVerdict['kind'] | SkipReason,
  report: (key: string, digest: DirectoryDigest) => void,
): DirectoryDigest {
  if (node.kind === 'known') return node.digest
  const skipped: Partial<Record<SkipReason, number>> = { ...node.skipped }
  const files: [string, string][] = []
  let searched = node.files.length
  for (const { name, oid } of node.files) {
    const verdict = verdictOf(oid)
    if (verdict === 'facts') files.push([name, oid])
    else if (verdict !== 'blank' && verdict !== 'skipped') {
      skipped[verdict] = (skipped[verdict] ?? 0) + 1
      searched--
    }
  }
  for (const { name, node: below } of node.directories) {
    const digest = digestDirectory(below, verdictOf, report)
    searched += digest.searched
    for (const [path, oid] of digest.files) files.push([`${name}/${path}`, oid])
    for (const [reason, count] of Object.entries(digest.skipped) as [SkipReason, number][]) {
      skipped[reason] = (skipped[reason] ?? 0) + count
    }
  }
  const digest: DirectoryDigest = { searched, files, skipped }
  report(node.key, digest)
  return digest
}
