import { posix } from 'node:path'
import { buildCommand } from '@stricli/core'
import { openRepository, resolveCommit } from '#scanner/git/open-repository.ts'
import { readPath } from '#scanner/git/read-path.ts'
import { ownersFolder } from '#scanner/model/selection.ts'
import { chooseSelection } from '#scanner/run/choose-selection.ts'
import { loadOwners } from '#scanner/run/load-owners.ts'
import type { CliContext } from '../context.ts'
import { formatOwnersNdjson, formatOwnersText, type PathOwners } from '../format/format-owners.ts'
import { writeAll } from '../output.ts'
import { type RevisionFlags, revisionFlags } from '../revision-flags.ts'
import { UsageError } from '../usage-error.ts'

const formats = ['text', 'ndjson'] as const

interface OwnersFlags extends RevisionFlags {
  readonly format: (typeof formats)[number]
}

export const ownersCommand = buildCommand<OwnersFlags, string[], CliContext>({
  docs: {
    brief: 'Say who looks after files, as get_maintainer.pl would',
    fullDescription: [
      'Prints the MAINTAINERS sections that match each path in one revision, deepest pattern first, and the people of',
      'all of them but THE REST. Same rules as scripts/get_maintainer.pl of that revision, without its git history.',
      '',
      'EXAMPLES',
      '    pinwatch owners --repo ~/linux mm/gup.c drivers/vfio/vfio_iommu_type1.c',
      '    pinwatch owners --repo ~/linux --rev v6.1 --format ndjson fs/nfs',
    ].join('\n'),
  },
  parameters: {
    flags: {
      ...revisionFlags,
      format: { kind: 'enum', values: formats, default: 'text', brief: 'Form of the output' },
    },
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: { parse: String, brief: 'Files or directories of the revision', placeholder: 'PATH' },
    },
  },
  async func({ repo, rev, subdir = '', format }, ...paths) {
    const { process } = this
    const repository = await openRepository(repo)
    try {
      const commit = await resolveCommit(repository, rev)
      const { selection, notices: chosen } = await chooseSelection(repository, commit, { subdir, include: [] })
      const { ownersOf, notices } = await loadOwners(repository, commit, ownersFolder(selection))
      const asked = await Promise.all(paths.map((path) => knownPath(path)))
      const owners = await ownersOf(asked)
      const found: PathOwners[] = paths.map((path, index) => {
        const own = owners.get(asked[index] ?? '')
        return { path, subsystems: own?.subsystems ?? [], people: own?.maintainers ?? [] }
      })
      await writeAll(process.stdout, format === 'ndjson' ? formatOwnersNdjson(found) : [formatOwnersText(found)])
      await writeAll(
        process.stderr,
        [...chosen, ...notices].map((notice) => `${notice}\n`),
      )

      async function knownPath(path: string): Promise<string> {
        const plain = posix.normalize(path).replace(/\/+$/, '')
        const object = await readPath(repository.objects, commit.tree, plain)
        if (object === null)
          throw new UsageError(
            `${path}: no such file or directory in ${rev}. Paths are relative to the top of the repository.`,
          )
        // get_maintainer.pl asks for a directory with a slash behind
        return object.type === 'tree' ? `${plain}/` : plain
      }
    } finally {
      repository.close()
    }
  },
})
