import { join } from 'node:path'

/** Folder that holds what Pinwatch keeps: `PINWATCH_HOME`, else `.pinwatch/` in the project. */
export function pinwatchHome(root: string, env: NodeJS.ProcessEnv): string {
  return env.PINWATCH_HOME === undefined || env.PINWATCH_HOME === '' ? join(root, '.pinwatch') : env.PINWATCH_HOME
}
