import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the facts that oracles share. */
    kernelCache: string
  }
}

/** Vitest's global setup: a folder for the facts of the kernel, and its end. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'pinwatch-oracle-'))
  project.provide('kernelCache', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
