import type { SkipReason } from '#scanner/model/coverage.ts'
import type { BlobVerdict, DirectoryDigest } from '#scanner/model/verdict.ts'
import type { DirectoryNode } from './list-files.ts'

type ListedDirectory = Extract<DirectoryNode, { readonly kind: 'listed' }>

/** Every listed directory, one above another always before it: a tree may be deeper than calls can be. */
function listListed(root: DirectoryNode): readonly ListedDirectory[] {
  const listed: ListedDirectory[] = []
  const open = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'known') continue
    listed.push(node)
    for (const { node: below } of node.directories) open.push(below)
  }
  return listed
}

/** Ids of the blobs below a directory that no digest answers for. */
export function listBlobs(root: DirectoryNode): readonly string[] {
  return [...new Set(listListed(root).flatMap(({ files }) => files.map(({ oid }) => oid)))]
}

/**
 * What matters below a directory, now that its blobs are read. Every directory that was listed is reported by its key,
 * deepest first, so that the next scan need not look into it.
 */
export function digestDirectory(
  root: DirectoryNode,
  verdictOf: (oid: string) => BlobVerdict['kind'] | SkipReason,
  report: (key: string, digest: DirectoryDigest) => void,
): DirectoryDigest {
  if (root.kind === 'known') return root.digest
  const digests = new Map<DirectoryNode, DirectoryDigest>()
  const digestOf = (node: DirectoryNode) => (node.kind === 'known' ? node.digest : digests.get(node))
  for (const node of listListed(root).toReversed()) {
    const digest = digestOne(node, verdictOf, digestOf)
    digests.set(node, digest)
    report(node.key, digest)
  }
  return digests.get(root) ?? { searched: 0, files: [], skipped: {} }
}

function digestOne(
  node: ListedDirectory,
  verdictOf: (oid: string) => BlobVerdict['kind'] | SkipReason,
  digestOf: (node: DirectoryNode) => DirectoryDigest | undefined,
): DirectoryDigest {
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
    const digest = digestOf(below)
    if (digest === undefined) continue
    searched += digest.searched
    for (const [path, oid] of digest.files) files.push([`${name}/${path}`, oid])
    for (const [reason, count] of Object.entries(digest.skipped) as [SkipReason, number][]) {
      skipped[reason] = (skipped[reason] ?? 0) + count
    }
  }
  return { searched, files, skipped }
}
