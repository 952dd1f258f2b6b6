/** Directories whose files only test: `drivers/gpu/drm/ttm/tests/`, `drivers/gpu/drm/i915/gem/selftests/`. */
const testDirectory = /(?:^|\/)(?:tests?|selftests?|kunit)\/|^tools\/testing\//

/** File names that say so: `test_hmm.c`, `kunit_iov_iter.c`, `gup_test.c`, `gup_benchmark.c`, `selftest.c`. */
const testFile =
  /(?:^|\/)(?:(?:test|kunit)[-_][^/]*|[^/]*[-_](?:test|tests|kunit|selftests?|benchmark)|tests?|selftests?)\.[ch]$/

/** Runs a BPF program for user space: a feature, whatever it is called. */
const notTestCode: ReadonlySet<string> = new Set(['net/bpf/test_run.c'])

/** Whether a path of a kernel tree is test code, by its name alone. */
export function isTestCode(path: string): boolean {
  return (testDirectory.test(path) || testFile.test(path)) && !notTestCode.has(path)
}
