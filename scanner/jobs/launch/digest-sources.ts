import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the pages are built from: folders, and files at the top. */
const folders = ['app', 'prisma', 'public', 'scanner/model']
const files = /^(?:next\.config\.ts|postcss\.config\.mjs|proxy\.ts|instrumentation\.ts|package(?:-lock)?\.json)$/

/** Changes with every source of the pages. By content: checking out another branch and back makes no difference. */
export async function digestSources(root: string): Promise<string> {
  const paths = (await readdir(root)).filter((name) => files.test(name))
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile() && !isBesides(path)) paths.push(path.slice(root.length + 1))
    }
  }
  const hash = createHash('sha256')
  for (const path of paths.sort())
    hash
      .update(`${path}\0`)
      .update(await readFile(join(root, path)))
      .update('\0')
  return hash.digest('hex')
}

/** Tests, what of `prisma` no page imports, and what the build itself may write. */
function isBesides(path: string): boolean {
  return /\.test\.tsx?$|\/prisma\/(?:embedded|seed|migrations)\/|\/tsconfig\.json$|\/next-env\.d\.ts$/.test(path)
}
