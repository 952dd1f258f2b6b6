import type { ObjectReader } from '#scanner/git/open-object-reader.ts'

export interface Makefile {
  readonly path: string
  readonly text: string
}

/** What Kbuild reads in a directory of a tree, which is `''` or ends with a slash: Kbuild before Makefile; `null` if there is neither. */
export async function readMakefile(objects: ObjectReader, tree: string, directory: string): Promise<Makefile | null> {
  if (/[\n\r\0]/.test(directory)) return null
  for (const name of ['Kbuild', 'Makefile']) {
    const object = await objects.read(`${tree}:${directory}${name}`)
    if (object?.type === 'blob') return { path: `${directory}${name}`, text: object.content.toString('latin1') }
  }
  return null
}
