/** One thing that was looked at: fine, or what is wrong and what to do. */
export interface Finding {
  readonly subject: string
  readonly isFine: boolean
  readonly sentence: string
}

/** What the process that serves pages does for them, since it takes more than the database: git, and the disk. */
export interface ServerActs {
  /** As `pinwatch doctor` does. */
  examine(): Promise<readonly Finding[]>
  /** Why a source of a tree is not to be asked: its host is of our own network. `null`: it may be, or is no URL. */
  whyPrivate(source: string): Promise<string | null>
  /** Removes the mirror of a tree that is gone; nothing where there is none. */
  removeMirror(tree: { readonly slug: string; readonly source: string }): Promise<void>
}
