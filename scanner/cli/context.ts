import type { CommandContext } from '@stricli/core'
import type { WebPart } from '#scanner/jobs/launch/web-part.ts'

/** What commands know of the world around them. */
export interface CliContext extends CommandContext {
  readonly process: NodeJS.Process
  /** Folder of the project; `.pinwatch/` below it is the home unless `PINWATCH_HOME` says otherwise. */
  readonly root: string
  /** Module to start reading threads from; `null` reads in the main thread. */
  readonly workerEntry: URL | null
  /** Script that runs this command line, for processes of its own. */
  readonly script: string
  /** In place of Next.js. */
  readonly web?: WebPart
}
