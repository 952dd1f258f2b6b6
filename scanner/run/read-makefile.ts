import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { keepAnswers, type Latest } from './keep-latest.ts'
import { parseMakefile, parseSubdirectories } from './parse-makefile.ts'
import { blobIdAt } from './tree-id-at.ts'

export interface Makefile {
  readonly path: string
  readonly content: MakefileContent
}

/** The very same object for the very same blob. */
export interface MakefileContent {
  readonly text: string
}

/** `parseMakefile`, once for a Makefile. */
export const objectsOf = rememberBy(({ text }: MakefileContent) => parseMakefile(text))
/** `parseSubdirectories`, once for a Makefile. */
export const subdirectoriesOf = rememberBy(({ text }: MakefileContent) => parseSubdirectories(text))

const contents = rememberBy<ObjectReader, Latest<string, Promise<MakefileContent | null>>>(() =>
  keepAnswers(contentsMax),
)
/** All that a kernel's directories with sites have, and those above. */
const contentsMax = 1024

/** What Kbuild reads in a directory of a tree, which is `''` or ends with a slash: Kbuild before Makefile; `null` if there is neither. */
export async function readMakefile(objects: ObjectReader, tree: string, directory: string): Promise<Makefile | null> {
  if (/[\n\r\0]/.test(directory)) return null
  for (const name of ['Kbuild', 'Makefile']) {
    const oid = await blobIdAt(objects, tree, { directory: directory.replace(/\/$/, ''), name })
    const content = oid === null ? null : await contents(objects).get(oid, () => readContent(objects, oid))
    if (content !== null) return { path: `${directory}${name}`, content }
  }
  return null
}

async function readContent(objects: ObjectReader, oid: string): Promise<MakefileContent | null> {
  const object = await objects.read(oid)
  return object?.type === 'blob' ? { text: object.content.toString('latin1') } : null
}
