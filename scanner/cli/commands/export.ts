import { buildCommand } from '@stricli/core'
import { parseEnvironment } from '#scanner/environment.ts'
import { composeCheckpatch } from '#scanner/export/compose-checkpatch.ts'
import { listReplacements } from '#scanner/export/list-replacements.ts'
import { openRepository, resolveCommit } from '#scanner/git/open-repository.ts'
import { readPath } from '#scanner/git/read-path.ts'
import { catalogue } from '#scanner/model/catalogue/index.ts'
import { scanRevision } from '#scanner/run.ts'
import type { CliContext } from '../context.ts'
import { exportCocci } from '../export/export-cocci.ts'
import { writeAll } from '../output.ts'
import { cacheFlag, type RevisionFlags, revisionFlags } from '../revision-flags.ts'
import { showProgress } from '../show-progress.ts'
import { UsageError } from '../usage-error.ts'

interface ExportFlags extends RevisionFlags {
  readonly cocci: boolean
  readonly checkpatch: boolean
  readonly try: boolean
  readonly cache: boolean
}

export const exportCommand = buildCommand<ExportFlags, [], CliContext>({
  docs: {
    brief: 'Write what other tools need to see the same calls',
    fullDescription: [
      'Writes to standard output, for one revision of a kernel git tree: with --cocci a semantic patch for Coccinelle that finds',
      'the open acquires and renames calls where that is certain; with --checkpatch a patch for scripts/checkpatch.pl that adds',
      'legacy calls to its list of deprecated APIs.',
      '',
      'EXAMPLES',
      '  Find what is open with Coccinelle, and convert what is certain:',
      '    pinwatch export --repo ~/linux --cocci > gup.cocci',
      '    spatch --sp-file gup.cocci --no-includes --include-headers -D report --dir ~/linux',
      '    spatch --sp-file gup.cocci --no-includes --include-headers -D patch --dir ~/linux',
      '  Let checkpatch warn of new legacy calls:',
      '    pinwatch export --repo ~/linux --checkpatch | git -C ~/linux apply',
    ].join('\n'),
  },
  parameters: {
    flags: {
      ...revisionFlags,
      cocci: { kind: 'boolean', default: false, withNegated: false, brief: 'A semantic patch for Coccinelle' },
      checkpatch: { kind: 'boolean', default: false, withNegated: false, brief: 'A patch for scripts/checkpatch.pl' },
      try: { kind: 'boolean', default: true, brief: 'Try the semantic patch with spatch, if it is installed' },
      cache: cacheFlag,
    },
  },
  async func(flags) {
    if (flags.cocci === flags.checkpatch) throw new UsageError('say what to export: --cocci or --checkpatch.')
    const { process } = this
    if (flags.checkpatch) {
      await writeAll(process.stdout, [await checkpatchPatch(flags)])
      return
    }
    const progress = showProgress(process.stderr)
    const scan = await scanRevision({
      repo: flags.repo,
      rev: flags.rev,
      subdir: flags.subdir ?? '',
      include: [],
      cacheHome: flags.cache ? parseEnvironment(process.env, this.root, ['PINWATCH_HOME']).home : null,
      workerEntry: this.workerEntry,
      onProgress: progress.update,
    }).finally(progress.clear)
    try {
      const { text, notices } = await exportCocci(scan, { tried: flags.try })
      await writeAll(process.stdout, [text])
      await writeAll(
        process.stderr,
        [...notices, ...scan.notices].map((notice) => `Note: ${notice}\n`),
      )
    } finally {
      scan.repository.close()
    }
  },
})

/** Headers that declare what can be deprecated. */
const headers = ['include/linux/mm.h', 'include/linux/uio.h', 'include/linux/bio.h'] as const

async function checkpatchPatch({ repo, rev }: ExportFlags): Promise<string> {
  const repository = await openRepository(repo)
  try {
    const { tree } = await resolveCommit(repository, rev)
    const textOf = async (path: string) => (await readPath(repository.objects, tree, path))?.content.toString('utf8')
    const script = await textOf('scripts/checkpatch.pl')
    if (script === undefined) throw new UsageError(`${rev} has no scripts/checkpatch.pl. Name a revision of a kernel.`)
    const declared = await Promise.all(headers.map(textOf))
    const replacements = listReplacements(
      catalogue,
      declared.filter((text) => text !== undefined),
    )
    const patch = composeCheckpatch(script, replacements)
    if (patch === null)
      throw new UsageError(
        `scripts/checkpatch.pl of ${rev} has nothing to be added to: it lists these calls already, or has no list of deprecated APIs (before 5.0).`,
      )
    return patch
  } finally {
    repository.close()
  }
}
