/** Flags of every command that looks at one revision of a tree. */
export const revisionFlags = {
  repo: {
    kind: 'parsed',
    parse: String,
    brief: 'Kernel git tree: work tree or bare repository',
    placeholder: 'DIR',
  },
  rev: {
    kind: 'parsed',
    parse: String,
    default: 'HEAD',
    brief: 'Revision: tag, branch or commit',
    placeholder: 'REV',
  },
} as const

export interface RevisionFlags {
  readonly repo: string
  readonly rev: string
}
