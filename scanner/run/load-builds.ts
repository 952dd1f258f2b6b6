import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import type { Builds } from '#scanner/model/builds.ts'
import type { KeyedFile } from './part-keys.ts'
import { objectsOf, readMakefile } from './read-makefile.ts'

/** Options that only build tests: CONFIG_IOMMUFD_TEST, CONFIG_TEST_HMM, CONFIG_DRM_I915_SELFTEST, CONFIG_X_KUNIT. */
const testOption = /(?:^|_)(?:TESTS?|KUNIT|SELFTESTS?|BENCHMARK)(?:_|$)/

/**
 * How files that take pages are built, by the Makefile or Kbuild of their directory: as tests only, or as part of a
 * product whatever they are called. Files that no Makefile names are in neither.
 */
export async function loadBuilds(objects: ObjectReader, tree: string, files: readonly KeyedFile[]): Promise<Builds> {
  const taking = files.filter(({ path, outline }) => path.endsWith('.c') && outline.isAcquiring)
  const directories = [...new Set(taking.map(({ path }) => directoryOf(path)))]
  const makefiles = new Map(
    await Promise.all(
      directories.map(async (directory) => {
        const makefile = await readMakefile(objects, tree, directory)
        return [directory, makefile === null ? null : objectsOf(makefile.content)] as const
      }),
    ),
  )
  const test = new Set<string>()
  const product = new Set<string>()
  for (const { path } of taking) {
    const directory = directoryOf(path)
    const options = makefiles.get(directory)?.get(path.slice(directory.length, -2))
    if (options === undefined) continue
    const isTest = [...options].every((option) => testOption.test(option))
    ;(isTest ? test : product).add(path)
  }
  return { test, product }
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
