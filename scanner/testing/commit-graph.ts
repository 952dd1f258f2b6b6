import { type Files, makeRepository, type TestRepository } from './make-repository.ts'
import { smallKernel } from './small-kernel.ts'

export interface GraphCommit {
  /** Its name in the graph, and a tag unless it begins with a dot. */
  readonly name: string
  /** Names of its parents; none: it is a root. */
  readonly on: readonly string[]
  /** It becomes the branch's tip; `main` unless said. */
  readonly branch?: string
  /** Committer's date in seconds; an hour later than the one before unless said. */
  readonly at?: number
  readonly files?: Files
}

export interface CommitGraph extends TestRepository {
  add(...commits: readonly GraphCommit[]): void
  oidOf(name: string): string
}

/** A repository whose commits follow one another as said, upon a small kernel. HEAD is `main`. */
export function makeGraph(...commits: readonly GraphCommit[]): CommitGraph {
  const repository = makeRepository([])
  const oids = new Map<string, string>()
  const oidOf = (name: string) => oids.get(name) ?? name
  let at = 1_700_000_000
  const add = (...more: readonly GraphCommit[]) => {
    for (const commit of more) {
      at = commit.at ?? at + 3600
      const oid = writeCommit(repository, commit, commit.on.map(oidOf), at)
      oids.set(commit.name, oid)
      if (!commit.name.startsWith('.')) repository.git(['tag', '--force', commit.name, oid])
    }
  }
  add(...commits)
  return { ...repository, add, oidOf }
}

function writeCommit(
  { git }: TestRepository,
  { name, branch = 'main', files = {} }: GraphCommit,
  [parent, ...merged]: readonly string[],
  at: number,
): string {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`
  const written = { ...(parent === undefined ? smallKernel : {}), [`mm/${name}.txt`]: name, ...files }
  const stream = [
    `reset refs/heads/${branch}\n`,
    parent === undefined ? '\n' : `from ${parent}\n\n`,
    `commit refs/heads/${branch}\ncommitter A Tester <tester@example.org> ${at} +0000\n`,
    data(name),
    ...merged.map((oid) => `merge ${oid}\n`),
    ...Object.entries(written).map(([path, text]) =>
      text === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(String(text))}`,
    ),
  ]
  git(['fast-import', '--quiet', '--force'], stream.join(''))
  return git(['rev-parse', `refs/heads/${branch}`])
}
