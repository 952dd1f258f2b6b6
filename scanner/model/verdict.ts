import type { SkipReason } from './coverage.ts'
import type { BlobFacts } from './facts.ts'

/** What reading one blob came to. */
export type BlobVerdict =
  /** It names no API. */
  | { readonly kind: 'blank' }
  | { readonly kind: 'facts'; readonly facts: BlobFacts }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }

/** What of one directory and all below it matters to a scan; a function of the directory's tree id and the blobs. */
export interface DirectoryDigest {
  /** `.c` and `.h` files below. */
  readonly searched: number
  /** Files with facts: path below the directory, blob id. */
  readonly files: readonly (readonly [path: string, oid: string])[]
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>
}
