import { promisify } from 'node:util'
import { deflate } from 'node:zlib'

const deflateBytes = promisify(deflate)

/** In zlib's threads, beside this one. Text of C: a quarter remains. */
export function deflateAll(contents: readonly Buffer[]): Promise<readonly Buffer[]> {
  return Promise.all(contents.map((content) => deflateBytes(content)))
}
