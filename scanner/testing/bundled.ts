import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeFolder } from './make-repository.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Makes the one file of the command line, and copies it to where nothing lies beside it. */
export function makeBundle(): string {
  execFileSync(process.execPath, [join(root, 'scanner/bundle-alone.mjs')], { cwd: root })
  const copy = join(makeFolder(), 'pinwatch.mjs')
  copyFileSync(join(root, 'dist/pinwatch.mjs'), copy)
  return copy
}
