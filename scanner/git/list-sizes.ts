import { explainFailure } from './explain-failure.ts'
import { missingBlob } from './missing-blob.ts'
import { spawnGit } from './spawn-git.ts'

/** Sizes in bytes of blobs, in the order asked for. Git reads them from headers: some 0.1 s for a whole kernel. */
export function listSizes(directory: string, oids: readonly string[]): Promise<Float64Array> {
  return new Promise((resolve, reject) => {
    const child = spawnGit(directory, ['cat-file', '--batch-check=%(objectsize)', '--buffer'])
    const output: Buffer[] = []
    let stderr = ''
    child.on('error', reject)
    child.stdin.on('error', () => {})
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.on('close', (code) => {
      const lines = Buffer.concat(output).toString('latin1').split('\n')
      if (code !== 0) return reject(explainFailure(stderr, directory))
      const sizes = new Float64Array(oids.length)
      for (let index = 0; index < oids.length; index++) {
        const size = Number(lines[index])
        if (!Number.isInteger(size) || lines[index] === '') return reject(missingBlob(directory, oids[index] ?? ''))
        sizes[index] = size
      }
      resolve(sizes)
    })
    child.stdin.end(`${oids.join('\n')}\n`)
  })
}
