import type { AccessPath } from './access-path.ts'
import type { Api, SiteClass } from './api.ts'
import type { BlobFacts, Call, FunctionFacts, Parameter } from './facts.ts'
import type { Grade, RuleName } from './site.ts'

export interface SourceFile {
  readonly path: string
  readonly oid: string
  readonly facts: BlobFacts
  /** Its path within the kernel tree, where that lies in a folder of the repository (`kernel-path.ts`). */
  readonly kernelPath?: string
}

/** What carries the pages of one call: an expression, the literal `NULL`, or nothing that could be read. */
export type SiteCarrier =
  | { readonly kind: 'path'; readonly path: AccessPath }
  | { readonly kind: 'returned' }
  | { readonly kind: 'null' }
  | { readonly kind: 'unknown' }

/** One direct call of a catalogue acquire or release, before it is judged. */
export interface Site {
  readonly api: Api
  readonly file: SourceFile
  readonly call: Call
  readonly function: FunctionFacts | null
  readonly carrier: SiteCarrier
  /** What carries the pages from here on: the class of API that fits the site. */
  readonly class: SiteClass
  /** Position of the gup flags among the arguments, if the API has any. */
  readonly flagsIndex: number | null
  /** Position of the number of pages asked for, in the form of the API that the call has; absent where no form is known. */
  readonly countIndex?: number
  /** Line of a macro or static function of the API's name that takes the call in some of the kernels it is compiled for. */
  readonly shadow?: number
}

/** One step of evidence: where it stands and what is done there. */
export interface EvidenceStep {
  /** Only if it stands in another file than the acquire. */
  readonly path?: string
  readonly line: number
  readonly text: string
}

/** An acquire and a release that belong together, as indexes into `LinkedTree.sites`. */
export interface Pair {
  readonly acquire: number
  readonly release: number
  readonly rule: RuleName
  readonly grade: Grade
  /** What was seen, in order from the acquire to the release: for people. */
  readonly evidence: readonly EvidenceStep[]
}

/** What the tree itself says of the catalogue's functions. */
export interface Survey {
  /** Names that a header below `include/` declares or that are defined for all: what a caller can use. */
  readonly declared: ReadonlySet<string>
  /** Parameters of these, newest spelling of the tree. */
  readonly signatures: ReadonlyMap<string, readonly Parameter[]>
}

/** A call that reaches a site through wrappers. */
export interface Reach {
  /** Into `LinkedTree.sites`. */
  readonly site: number
  readonly path: string
  readonly line: number
  readonly function: string
}

/** What no other part of the tree reaches, with its sites numbered within it. The very same object as long as it stays so. */
export interface LinkedPart {
  /** In the order of files, then of positions. */
  readonly sites: readonly Site[]
  readonly pairs: readonly Pair[]
  readonly reaches: readonly Reach[]
  readonly pairsLeftOut: number
}

/** A part, and for each of its sites the index that it has in the tree. */
export interface PlacedPart {
  readonly part: LinkedPart
  readonly indexes: readonly number[]
}

export interface LinkedTree {
  readonly files: readonly SourceFile[]
  readonly survey: Survey
  /** In the order of files, then of positions. */
  readonly sites: readonly Site[]
  readonly pairs: readonly Pair[]
  /** Callers of derived wrappers, by the sites inside these. */
  readonly reaches: readonly Reach[]
  /** Pairs beyond the bound on those of one function or file: odd input stays small. */
  readonly pairsLeftOut: number
  /** All of it in parts, for what looks at one part at a time. */
  readonly parts: readonly PlacedPart[]
}
