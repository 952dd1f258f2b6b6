import type { RevisionRows } from '#scanner/run/list-rows.ts'
import { compilePaths } from './filter-rows.ts'
import { UsageError } from './usage-error.ts'

/**
 * A path that is no glob names something: one that is misspelt must not read as a place where nothing is left.
 *
 * @throws UsageError for a path that none of the revisions has, neither from its top nor as the name of a file with a site
 */
export async function checkPaths(
  paths: readonly string[],
  revisions: readonly Pick<RevisionRows, 'commit' | 'repository' | 'rows'>[],
): Promise<void> {
  for (const path of paths.filter((pattern) => !/[*?[\]{}!\\\n]/.test(pattern))) {
    const fits = compilePaths([path])
    if (revisions.some(({ rows }) => rows.some((row) => fits(row.path)))) continue
    const name = path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')
    const found = await Promise.all(
      revisions.map(({ commit, repository }) => repository.objects.read(`${commit.oid}:${name === '.' ? '' : name}`)),
    )
    if (found.some((object) => object !== null)) continue
    const where = revisions.map(({ commit }) => commit.name).join(' and ')
    throw new UsageError(
      `--path ${JSON.stringify(path)}: ${where} has no such file or directory, and no site in a file of this name.`,
    )
  }
}
