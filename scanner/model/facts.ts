import type { AccessPath } from './access-path.ts'
import type { Arms } from './arms.ts'
import type { Step } from './steps.ts'

/** 1-based; a column counts bytes, a tab is one. */
export interface Position {
  readonly line: number
  readonly column: number
}

export interface Argument {
  /** Source text with comments out and white space folded, cut at 160 bytes. */
  readonly text: string
  /** `null` where the argument is no access path (`a ? b : c`, a literal). */
  readonly path: AccessPath | null
}

/** The arguments of a call as one way of compiling its list has them. */
export interface ArgumentVariant {
  readonly arms: Arms
  readonly arguments: readonly Argument[]
}

/** One call of a catalogue name (a possible row) or of a helper that later phases weigh. */
export interface Call extends Position {
  readonly callee: string
  /** Index into `BlobFacts.functions`; `null` outside any. */
  readonly function: number | null
  /** n-th call of this callee in functions of this name in the blob, from 1. */
  readonly ordinal: number
  readonly arguments: readonly Argument[]
  /** Where the return value goes: an lvalue, `'return'`, or nowhere that is followed. */
  readonly result: AccessPath | 'return' | null
  /** Conditions a row stands under, the innermost first; `!` in front of one says its `else`. Absent where none do. */
  readonly guards?: readonly string[]
  /** Conditions of the preprocessor that a row stands under. Absent where none do. */
  readonly arms?: Arms
  /** Of a row with conditionals in its argument list every way to read it; `arguments` is the first. */
  readonly variants?: readonly ArgumentVariant[]
  /** A lock under which nobody may sleep, held on every way to the call. Absent where none is. */
  readonly held?: Held
  /** No call, but the function's name as a value that is handed on or kept: it has no arguments. Absent of calls. */
  readonly isValue?: true
}

/** What forbids sleeping: `spin_lock(&x->lock)` and where it stands. */
export interface Held {
  readonly line: number
  readonly text: string
}

/** A call that may hand pages on: what of it is followed. */
export interface Handover {
  readonly line: number
  /** With a dot in front where the function is a member: `.get_pages` for `obj->ops->get_pages(obj)`. */
  readonly callee: string
  /** Index into `BlobFacts.functions`. */
  readonly function: number
  readonly arguments: readonly (AccessPath | null)[]
  readonly result: Call['result']
  readonly held?: Held
  /** Made by the compiler where the scope of a variable ends: `__free(name)`. */
  readonly atScopeEnd?: true
}

/** A function of this blob handed on by name: `bio->bi_end_io = done`, `.release = done`, `kref_put(&x->ref, done)`. */
export interface Callback {
  readonly line: number
  /** The function that is handed on. */
  readonly target: string
  /** Index into `BlobFacts.functions` of where that happens; `null` in a table of operations, or where it is not listed. */
  readonly function: number | null
  /** The member it is stored in, as `bi_end_io`, or the name of the function that it is passed to. */
  readonly as: string
  /** Position among the arguments of that function; absent where it is stored. */
  readonly nth?: number
  /** It is stored in a member. Absent where it is passed to a function. */
  readonly isMember?: true
  /** What it is stored in or passed together with: `bio` above, `x.ref`; for a table its name. */
  readonly owner: AccessPath | null
}

/** A value handed on: `to = from`, an initialiser, or `to = f(from)` (the step `f()` is in `from`). */
export interface Move {
  readonly line: number
  readonly to: AccessPath
  readonly from: AccessPath
  /** `to` is what the value is put into (`sg_set_page(sg, page)`), not what it replaces. Absent where it is not. */
  readonly fills?: true
}

export interface Parameter {
  readonly name: string
  /** Type text without the name, white space folded. */
  readonly type: string
}

export type FunctionKind = 'function' | 'macro'

export interface FunctionFacts {
  /** As ruled: `SYSCALL_DEFINE3(x, …)` is `x`, `FNAME(x)` as written, a macro its name. */
  readonly name: string
  readonly kind: FunctionKind
  readonly line: number
  readonly endLine: number
  readonly static: boolean
  readonly inline: boolean
  /** Body is one statement: the shape of a thin wrapper. */
  readonly oneStatement: boolean
  readonly parameters: readonly Parameter[]
  /** Locals of a struct type that the moves or calls below name; the type is the struct's name. */
  readonly locals: readonly Parameter[]
  /** Names declared `bool` in parameters or body. */
  readonly bools: readonly string[]
  /** Locals that `FOLL_*` tokens are ever assigned to, and which. */
  readonly flags: readonly FlagsInLocal[]
  /** Moves that touch a value which one of this function's calls carries. */
  readonly moves: readonly Move[]
  /** `return -EINVAL;` under a condition, in functions with a row: ways out on an error. Absent where there are none. */
  readonly errorExits?: readonly ErrorExit[]
  /** Its control flow, where it takes pages or drops what only gup takes; absent where that cannot be told. */
  readonly steps?: readonly Step[]
  /**
   * In a file of users, functions of other files that are given a value which a row here carries, with the value's name
   * behind a space: `look_up_page page`. Absent where there are none.
   */
  readonly givenTo?: readonly string[]
  /**
   * In a file of users, functions of other files and members that are given a value which may be pages, with the value's key behind a space:
   * `.get_mr sg`. Absent where there are none.
   */
  readonly handsOn?: readonly string[]
  /** Values of these that the function returns. */
  readonly returns: readonly AccessPath[]
  /** The name stands somewhere other than in a call, its definition or a declaration. */
  readonly addressTaken: boolean
}

export interface ErrorExit {
  readonly line: number
  /** Conditions it stands under, innermost first, as those of a row. */
  readonly guards: readonly string[]
}

export interface FlagsInLocal {
  readonly name: string
  readonly flags: readonly string[]
}

/** Who calls the static functions of one name, in the same blob: by index into `BlobFacts.functions`. */
export interface Callers {
  readonly name: string
  readonly callers: readonly number[]
}

/** Another name of a function: `#define XY_PIN_PAGES pin_user_pages`, `take = pin_user_pages`. */
export interface Alias {
  readonly name: string
  /** The function, or another such macro. */
  readonly to: string
  readonly line: number
  /** Conditions of the preprocessor that it stands under. Absent where none do. */
  readonly arms?: Arms
  /**
   * No macro, but a variable or member (`.take`) that the function is put into: in what lines its calls are calls of it, first and last, or in all
   * of its file. Absent of macros.
   */
  readonly holds?: 'file' | readonly [first: number, last: number]
}

/** A catalogue name declared or defined outside any body. */
export interface Declaration {
  readonly name: string
  readonly line: number
  readonly kind: 'declaration' | 'definition' | 'macro'
  readonly static: boolean
  readonly parameters: readonly Parameter[]
  /** Conditions of the preprocessor that it stands under. Absent where none do. */
  readonly arms?: Arms
}

export const readProblemKinds = [
  'unbalanced-brackets',
  'unterminated-comment',
  'unterminated-string',
  'unterminated-conditional',
  'stray-conditional',
  'unclosed-call',
  'nul-bytes',
  'invalid-utf8',
  /** No trouble, but left out: a call of a catalogue name under `#if 0`. */
  'never-compiled',
  /** A macro makes names of parts that may be those of rows: what it makes in other files is not seen. */
  'pasted-name',
] as const
export type ReadProblemKind = (typeof readProblemKinds)[number]

/** A comment beside a call that says why it stays on plain references. */
export interface Remark {
  /** The last line of the comment. */
  readonly line: number
  readonly case: 1 | 2 | 3 | 4 | 5 | null
  /** `null`: it begins like one, and is not understood. */
  readonly reason: string | null
  /** Digest of the function around it, without comments and white space; `null` outside any. */
  readonly code: string | null
}

/** What one blob says, independent of everything else: a pure function of its bytes, the reader and the catalogue. */
export interface BlobFacts {
  readonly functions: readonly FunctionFacts[]
  /** Callers of the static ones among `functions`. */
  readonly callers: readonly Callers[]
  /** Calls of catalogue names that may be rows, in source order. */
  readonly calls: readonly Call[]
  /** Calls of `observedHelpers`: never rows, but evidence. Their function is `null` where it is not listed here. */
  readonly helpers: readonly Call[]
  /** Calls by functions listed here of functions that may be handed pages, of this blob and of others. */
  readonly handovers: readonly Handover[]
  /** Functions listed here that are handed on by name. */
  readonly callbacks: readonly Callback[]
  readonly declarations: readonly Declaration[]
  /** Macros that are other names of functions that matter here. Absent where there are none. */
  readonly aliases?: readonly Alias[]
  /**
   * What is called here and not defined here, or set in a table of operations, with spaces between; a member that is
   * called has a dot in front. Where a wrapper of another file is among these, the file is read again with its name.
   */
  readonly mentions: string
  /** Names given to `EXPORT_SYMBOL*()`, of functions listed here. */
  readonly exports: readonly string[]
  /** Variables outside all functions that are of a page's type, or an array or pointer of such. Absent where there are none. */
  readonly variables?: readonly string[]
  /** Comments that say why a call stays. Absent where there are none. */
  readonly remarks?: readonly Remark[]
  /** Problem kind → how often. */
  readonly problems: Readonly<Partial<Record<ReadProblemKind, number>>>
}
