import { explainFailure } from './explain-failure.ts'
import { missingBlob } from './missing-blob.ts'
import { spawnGit } from './spawn-git.ts'

/** Several whole blobs, lying in one buffer that is only valid during the call. */
export interface BlobBatch {
  readonly buffer: Buffer
  readonly from: number
  readonly to: number
  /** For each blob of the batch: its index in the list asked for, first byte, byte behind the last. */
  readonly blobs: readonly { readonly index: number; readonly from: number; readonly to: number }[]
}

/** Memory that blobs are gathered in: at least as many bytes as were last asked for. Growing keeps what is there. */
export interface Arena {
  readonly bytes: () => Buffer
  readonly grow: (bytesMin: number) => void
}

/** Large enough that work per batch is nothing, small enough to stay in the processor's cache. */
const batchBytes = 64 * 1024

/**
 * Streams blobs through one `git cat-file --batch`, in the order of `oids`.
 *
 * Whole blobs are gathered into one buffer and handed over some hundred kilobytes at a time: most blobs are small, and
 * turning each into a string of its own to search it would cost more than the search.
 */
export function streamBlobs(
  directory: string,
  oids: readonly string[],
  onBatch: (batch: BlobBatch) => void,
  memory: Arena = ownArena(),
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (oids.length === 0) return resolve()
    const child = spawnGit(directory, ['cat-file', '--batch', '--buffer'])
    memory.grow(4 * batchBytes)
    let arena = memory.bytes()
    let filled = 0
    let at = 0
    let next = 0
    let blobs: { index: number; from: number; to: number }[] = []
    let stderr = ''
    let failed = false
    const fail = (error: unknown) => {
      if (failed) return
      failed = true
      child.kill()
      reject(error)
    }

    const flush = () => {
      const first = blobs[0]
      if (first !== undefined) {
        const last = blobs[blobs.length - 1] ?? first
        onBatch({ buffer: arena, from: first.from, to: last.to, blobs })
        blobs = []
      }
      arena.copyWithin(0, at, filled)
      filled -= at
      at = 0
    }

    const takeWholeBlobs = () => {
      while (next < oids.length) {
        const lineEnd = arena.indexOf(10, at)
        if (lineEnd < 0 || lineEnd >= filled) return
        const header = arena.toString('latin1', at, lineEnd)
        const oid = oids[next] ?? ''
        if (!header.startsWith(`${oid} blob `)) return fail(missingBlob(directory, oid))
        const size = Number(header.slice(oid.length + 6))
        const from = lineEnd + 1
        if (filled < from + size + 1) {
          if (from + size + 1 - at > arena.length) grow(from + size + 1 - at)
          return
        }
        blobs.push({ index: next, from, to: from + size })
        next++
        at = from + size + 1
        if (at - (blobs[0]?.from ?? at) >= batchBytes) flush()
      }
    }

    const grow = (needed: number) => {
      flush()
      memory.grow(needed + batchBytes)
      arena = memory.bytes()
    }

    child.on('error', fail)
    child.stdin.on('error', () => {})
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    child.stdout.on('data', (chunk: Buffer) => {
      if (failed) return
      try {
        if (filled + chunk.length > arena.length) flush()
        if (filled + chunk.length > arena.length) grow(filled + chunk.length)
        chunk.copy(arena, filled)
        filled += chunk.length
        takeWholeBlobs()
      } catch (error) {
        fail(error)
      }
    })
    child.on('close', (code) => {
      if (failed) return
      if (code !== 0 || next < oids.length) return fail(explainFailure(stderr, `reading blobs of ${directory}`))
      try {
        flush()
        resolve()
      } catch (error) {
        reject(error)
      }
    })
    child.stdin.end(`${oids.join('\n')}\n`)
  })
}

function ownArena(): Arena {
  let bytes = Buffer.alloc(0)
  return {
    bytes: () => bytes,
    grow: (bytesMin) => {
      if (bytes.length >= bytesMin) return
      const larger = Buffer.allocUnsafe(bytesMin)
      bytes.copy(larger)
      bytes = larger
    },
  }
}
