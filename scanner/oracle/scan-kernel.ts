import { inject } from 'vitest'
import { type Scan, scanRevision } from '#scanner/run.ts'
import { kernel } from './kernel.ts'

/**
 * Scans a revision of the kernel whole. Oracles of one run share a cache of facts, so that only the first of them reads a blob.
 *
 * @throws PinwatchError if the repository has no such revision
 */
export function scanKernel(rev: string): Promise<Scan> {
  return scanRevision({
    repo: kernel.repository,
    rev,
    include: [],
    cacheHome: inject('kernelCache'),
    workerEntry: null,
  })
}
