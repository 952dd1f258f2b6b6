/** Folder of the repository that a command keeps to. */
export const subdirFlag = {
  kind: 'parsed',
  parse: String,
  optional: true,
  brief: 'Keep to this folder of the repository: where the kernel lies in it',
  placeholder: 'FOLDER',
} as const

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
  subdir: subdirFlag,
} as const

export interface RevisionFlags {
  readonly repo: string
  readonly rev: string
  readonly subdir?: string
}
