import { resolve } from 'node:path'
import { parseSource, withSubdir } from '#scanner/model/source.ts'
import { UsageError } from './usage-error.ts'

/** What `--repo` and `--subdir` name, as it is stored: a URL, or a path, which may be relative to where we are, and a folder behind it. */
export function resolveSource(repo: string, cwd: string, subdir = ''): string {
  const written = withSubdir(repo, subdir)
  const asWritten = parseSource(written)
  if (asWritten.kind === 'url' || asWritten.kind === 'path') return asWritten.text
  // what looks like a URL is meant as one
  if (asWritten.kind === 'wrong' && (written.trim() === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(written.trim())))
    throw new UsageError(`--repo: ${asWritten.problem}`)
  const path = parseSource(resolve(cwd, written))
  if (path.kind === 'wrong') throw new UsageError(`--repo: ${path.problem}`)
  return path.text
}
