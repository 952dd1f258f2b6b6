import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The work tree or bare repository that a folder lies in, as git finds it; the folder itself where there is none. */
export function findTop(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git')) || (existsSync(join(at, 'HEAD')) && existsSync(join(at, 'objects')))) return at
    if (dirname(at) === at) return folder
  }
}
