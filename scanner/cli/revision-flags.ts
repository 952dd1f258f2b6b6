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

/** Whether a command may keep what it reads. */
export const cacheFlag = {
  kind: 'boolean',
  default: true,
  brief: 'Keep facts for the next scan (in PINWATCH_HOME)',
} as const

/** Flags of every command that lists sites. */
export const siteFlags = {
  path: {
    kind: 'parsed',
    parse: String,
    optional: true,
    variadic: true,
    brief: 'Only these files, directories or globs',
    placeholder: 'GLOB',
  },
  subsystem: {
    kind: 'parsed',
    parse: String,
    optional: true,
    variadic: true,
    brief: 'Only sites of this MAINTAINERS section',
    placeholder: 'NAME',
  },
} as const

export interface RevisionFlags {
  readonly repo: string
  readonly rev: string
  readonly subdir?: string
}
