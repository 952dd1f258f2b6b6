/** One change to the text of a tree, told by names alone: it fits a real file and one of ours. */
export type Edit =
  /** The n-th mention of a name in a function, or in the whole file, becomes another one; `nth: 'all'` every one. */
  | {
      readonly do: 'rename'
      readonly path: string
      readonly function?: string
      readonly from: string
      readonly to: string
      readonly nth?: number | 'all'
    }
  /** The statement with the n-th call of a name in a function goes. */
  | {
      readonly do: 'drop'
      readonly path: string
      readonly function: string
      readonly call: string
      readonly nth?: number
    }
  /** Text of ours at the end of a file, which may be new. */
  | { readonly do: 'append'; readonly path: string; readonly text: string }
  /** Text of ours in front of a function, or behind the line of the n-th call of a name in it. */
  | {
      readonly do: 'insert'
      readonly path: string
      readonly function: string
      readonly after?: string
      readonly nth?: number
      readonly text: string
    }
  /** The function goes from one file to the end of another one (or of its own). */
  | { readonly do: 'move'; readonly path: string; readonly function: string; readonly to: string }
  /** The function once more, under another name, at the end of the file. */
  | { readonly do: 'copy'; readonly path: string; readonly function: string; readonly as: string }
  /** Text of ours in place of a function. */
  | { readonly do: 'replace'; readonly path: string; readonly function: string; readonly text: string }
  /** Every line of the function one tab deeper. */
  | { readonly do: 'indent'; readonly path: string; readonly function: string }
  | { readonly do: 'rename-file'; readonly path: string; readonly to: string }
  | { readonly do: 'delete-file'; readonly path: string }
  | { readonly do: 'put-file'; readonly path: string; readonly text: string }

export interface Mutation {
  readonly name: string
  /** Edits of each commit. */
  readonly commits: readonly (readonly Edit[])[]
  /** Findings as `severity kind function api`, in any order; nothing else may be found. */
  readonly expect: readonly string[]
  /** Functions whose acquires became converted or were mended; none unless given. */
  readonly improved?: readonly string[]
  /** For findings that a particular commit (from 1) introduced or mended: `function: introduced by n, mended by m`. */
  readonly told?: readonly string[]
}
