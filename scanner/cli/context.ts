import type { CommandContext } from '@stricli/core'

/** What commands know of the world around them. */
export interface CliContext extends CommandContext {
  readonly process: NodeJS.Process
  /** Folder of the project; `.pinwatch/` below it is the home unless `PINWATCH_HOME` says otherwise. */
  readonly root: string
  /** Module to start reading threads from; `null` reads in the main thread. */
  readonly workerEntry: URL | null
}
