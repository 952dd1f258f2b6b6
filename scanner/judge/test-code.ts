import { type Builds, noBuilds } from '#scanner/model/builds.ts'
import { kernelPathOf } from '#scanner/model/kernel-path.ts'
import type { SourceFile } from '#scanner/model/linked.ts'

/** Directories whose files only test: `drivers/gpu/drm/ttm/tests/`, `drivers/gpu/drm/i915/gem/selftests/`. */
const testDirectory = /(?:^|\/)(?:tests?|selftests?|kunit)\/|^tools\/testing\//

/** File names that say so: `test_hmm.c`, `kunit_iov_iter.c`, `gup_test.c`, `gup_benchmark.c`, `selftest.c`. */
const testFile =
  /(?:^|\/)(?:(?:test|kunit)[-_][^/]*|[^/]*[-_](?:test|tests|kunit|selftests?|benchmark)|tests?|selftests?)\.[ch]$/

/** Runs a BPF program for user space: a feature, whatever it is called. */
const notTestCode: ReadonlySet<string> = new Set(['net/bpf/test_run.c'])

/**
 * Whether a file is test code: by its directory, by what builds it, and only where nothing says how it is built by its own name.
 */
export function isTestCode(file: Pick<SourceFile, 'path' | 'kernelPath'>, builds: Builds = noBuilds): boolean {
  const path = kernelPathOf(file)
  if (notTestCode.has(path)) return false
  if (testDirectory.test(path) || builds.test.has(file.path)) return true
  return testFile.test(path) && !builds.product.has(file.path)
}
