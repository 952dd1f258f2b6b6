#!/usr/bin/env node
// The command line as it is packed: bundled and built, so that nothing has to be made at a start.
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  const root = dirname(fileURLToPath(import.meta.url))
  // the folder that it was installed into belongs to whoever installed it, and goes with the next version
  process.env.PINWATCH_HOME ||= join(homedir(), '.pinwatch')
  const { main, webFlags } = await import('./cli/cli.mjs')
  // as scanner/jobs/launch/next-web.ts has it, but built already
  const web = { prepare: async () => {}, args: [...webFlags, fileURLToPath(import.meta.url), 'run-web'] }
  await main({ root, web })
}
