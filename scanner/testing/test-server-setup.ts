import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { stopServer } from '#prisma/embedded/stop-server.ts'
import { readTestServer, type TestServerPlace } from './test-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServerPlace
  }
}

/** Vitest's global setup: a place for the server that a test may start, and its end. */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pinwatch-test-server-'))
  // the server may have to run as another user
  chmodSync(folder, 0o755)
  project.provide('testServer', { folder, runnerPid: process.pid })
  return async () => {
    const server = readTestServer(folder)
    if (server !== null) {
      await stopServer(server.dataDirectory, server.pid)
      rmSync(server.dataDirectory, { recursive: true, force: true })
    }
    rmSync(folder, { recursive: true, force: true })
  }
}
