import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import type { FileBuild } from '#scanner/model/builds.ts'
import { type Makefile, objectsOf, readMakefile, subdirectoriesOf } from './read-makefile.ts'

/** Directories above one that are asked. Deeper trees are none that Kbuild knows. */
const levelsMax = 12

/**
 * What turns each C file of a tree on, by path: the option that the Makefile of its directory builds its object under, or, where that builds
 * it always, the option that a directory above builds the directory under. Files of which neither is said are left out.
 */
export async function findFileBuilds(
  objects: ObjectReader,
  tree: string,
  paths: Iterable<string>,
): Promise<ReadonlyMap<string, FileBuild>> {
  const known = new Map<string, Promise<Makefile | null>>()
  const makefileOf = (directory: string): Promise<Makefile | null> => {
    const reading = known.get(directory) ?? readMakefile(objects, tree, directory)
    known.set(directory, reading)
    return reading
  }
  const found = new Map<string, FileBuild>()
  for (const path of new Set(paths)) {
    const build = path.endsWith('.c') ? await findBuild(path, makefileOf) : null
    if (build !== null) found.set(path, build)
  }
  return found
}

async function findBuild(
  path: string,
  makefileOf: (directory: string) => Promise<Makefile | null>,
): Promise<FileBuild | null> {
  const [, own = '', name = ''] = /^(.*\/)?([^/]*)\.c$/.exec(path) ?? []
  const makefile = await makefileOf(own)
  const options = makefile === null ? undefined : objectsOf(makefile.content).get(name)
  if (makefile !== null && options !== undefined) {
    const symbols = symbolsOf(options)
    if (symbols !== null) return { options: symbols, makefile: makefile.path }
  }
  let directory = own
  for (let level = 0; directory !== '' && level < levelsMax; level++) {
    const [, above = '', part = ''] = /^(.*\/)?([^/]*)\/$/.exec(directory) ?? []
    const upper = await makefileOf(above)
    const asked = upper === null ? undefined : subdirectoriesOf(upper.content).get(part)
    const symbols = asked === undefined ? null : symbolsOf(asked)
    if (upper !== null && symbols !== null) return { options: symbols, makefile: upper.path }
    directory = above
  }
  return null
}

/** `null` where something is built without a symbol, too. */
function symbolsOf(options: ReadonlySet<string>): readonly string[] | null {
  const symbols = [...options].filter((option) => option.startsWith('CONFIG_')).sort()
  return symbols.length === 0 || symbols.length < options.size ? null : symbols
}
