/** Flags of every command that says what to scan. */
export const scanFlags = {
  rev: {
    kind: 'parsed',
    parse: String,
    optional: true,
    variadic: true,
    brief: 'Revision: tag, branch or commit; HEAD if none is named',
    placeholder: 'REV',
  },
  tags: {
    kind: 'parsed',
    parse: String,
    optional: true,
    variadic: true,
    brief: 'Every tag that matches, as "v6.1.*"',
    placeholder: 'GLOB',
  },
} as const

export interface ScanFlags {
  readonly rev?: readonly string[]
  readonly tags?: readonly string[]
}
