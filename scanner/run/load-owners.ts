import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import type { Commit, Repository } from '#scanner/git/open-repository.ts'
import { readPath } from '#scanner/git/read-path.ts'
import type { PathOwners } from '#scanner/model/owners.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { isWithin, joinPath } from '#scanner/model/selection.ts'
import { detectDialect } from '#scanner/own/detect-dialect.ts'
import type { Maintainers, MaintainersSection } from '#scanner/own/maintainers.ts'
import { ownPath } from '#scanner/own/own-path.ts'
import { parseMaintainers } from '#scanner/own/parse-maintainers.ts'
import { keepAnswers, type Latest } from './keep-latest.ts'
import { blobIdAt } from './tree-id-at.ts'

export interface Owners {
  ownersOf(paths: readonly string[]): Promise<ReadonlyMap<string, PathOwners>>
  /** All sections in the order of the file; empty if the revision has no MAINTAINERS. */
  readonly sections: readonly MaintainersSection[]
  readonly notices: readonly string[]
}

/**
 * MAINTAINERS of one revision, parsed once, by the dialect of that revision's own scripts/get_maintainer.pl. Both stand in `folder`, and patterns
 * are about paths below it; what lies elsewhere in the repository has no owners.
 */
export async function loadOwners(repository: Repository, commit: Commit, folder: string): Promise<Owners> {
  const where = folder === '' ? commit.name : `${folder}/ of ${commit.name}`
  const maintainers = await loadMaintainers(repository.objects, commit.tree, folder)
  if (maintainers === null) {
    return {
      sections: [],
      notices: [`${where} has no MAINTAINERS file: no site has a subsystem.`],
      ownersOf: async () => new Map(),
    }
  }
  return {
    sections: maintainers.sections,
    notices: noticesOf(maintainers, where),
    ownersOf: (paths) => ownPaths(maintainers, { repository, commit, folder }, paths),
  }
}

/** By the blobs of MAINTAINERS and of the script: few commits change either. */
const known = rememberBy<ObjectReader, Latest<string, Promise<Maintainers | null>>>(() => keepAnswers(2))

async function loadMaintainers(objects: ObjectReader, tree: string, folder: string): Promise<Maintainers | null> {
  const [file, script] = await Promise.all([
    blobIdAt(objects, tree, { directory: folder, name: 'MAINTAINERS' }),
    blobIdAt(objects, tree, { directory: joinPath(folder, 'scripts'), name: 'get_maintainer.pl' }),
  ])
  const parse = () => parseIn(objects, tree, folder)
  return file === null ? parse() : known(objects).get(`${file} ${script}`, parse)
}

async function parseIn(objects: ObjectReader, tree: string, folder: string): Promise<Maintainers | null> {
  const [file, script] = await Promise.all([
    readPath(objects, tree, joinPath(folder, 'MAINTAINERS')),
    // without it MAINTAINERS is read as today's script reads it: a partial clone may lack what is left out anyway
    objects.read(`${tree}:${joinPath(folder, 'scripts/get_maintainer.pl')}`),
  ])
  if (file === null || file.type !== 'blob') return null
  return parseMaintainers(file.content.toString('utf8'), detectDialect(script?.content.toString('utf8') ?? null))
}

function noticesOf({ sections, problems }: Maintainers, where: string): readonly string[] {
  if (!sections.some(({ patterns }) => patterns.length > 0)) {
    return [`MAINTAINERS of ${where} has no section with a file pattern: no site has a subsystem.`]
  }
  const first = problems[0]
  if (first === undefined) return []
  return [
    `MAINTAINERS of ${where}: ${problems.length} entries could not be read, the first at line ${first.line} (${first.kind}).`,
  ]
}

interface Place {
  readonly repository: Repository
  readonly commit: Commit
  readonly folder: string
}

/**
 * A pattern may mean a directory without saying so; only git knows. The rare paths that this matters for are collected
 * in a first pass and looked up together.
 */
async function ownPaths(
  maintainers: Maintainers,
  { repository, commit, folder }: Place,
  paths: readonly string[],
): Promise<ReadonlyMap<string, PathOwners>> {
  const asked = new Set<string>()
  const own = (isDirectory: (path: string) => boolean) => {
    const owners = new Map<string, PathOwners>()
    for (const path of paths) {
      if (owners.has(path) || !isWithin(path, folder)) continue
      owners.set(path, ownPath(maintainers, folder === '' ? path : path.slice(folder.length + 1), isDirectory))
    }
    return owners
  }
  const first = own((path) => {
    asked.add(path)
    return false
  })
  if (asked.size === 0) return first
  const directories = new Set<string>()
  await Promise.all(
    [...asked].map(async (path) => {
      const object = await readPath(repository.objects, commit.tree, joinPath(folder, path.replace(/\/$/, '')))
      if (object?.type === 'tree') directories.add(path)
    }),
  )
  return directories.size === 0 ? first : own((path) => directories.has(path))
}
