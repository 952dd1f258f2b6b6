import { rm } from 'node:fs/promises'
import { isFreeSlug } from '#prisma/is-free-slug.ts'
import { requestScan, ScanRequestError } from '#prisma/request-scan.ts'
import { checkWish } from '#scanner/jobs/check-wish.ts'
import { mirrorFolder } from '#scanner/jobs/home-paths.ts'
import { printable, printableJson } from '#scanner/model/printable.ts'
import { parseSource } from '#scanner/model/source.ts'
import { changeTree } from '#scanner/store/change-tree.ts'
import { type KeptTree, listKeptTrees } from '#scanner/store/list-kept-trees.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { removeTree } from '#scanner/store/remove-tree.ts'
import { withDatabaseErrors } from '#scanner/store/with-database-errors.ts'
import type { AddTreeFlags, ListTreesFlags, RemoveTreeFlags, RenameTreeFlags, SetTreeFlags } from '../commands/trees.ts'
import type { CliContext } from '../context.ts'
import { findTree } from '../find-tree.ts'
import { writeAll } from '../output.ts'
import { resolveSource } from '../resolve-source.ts'
import { UsageError } from '../usage-error.ts'
import { withStore } from '../with-store.ts'

export async function listTrees(this: CliContext, { format }: ListTreesFlags): Promise<void> {
  const trees = await withStore(this, ({ db }) => listKeptTrees(db))
  const lines = trees.map((tree) =>
    format === 'ndjson' ? printableJson(`${JSON.stringify(withoutId(tree))}\n`) : `${describe(tree)}\n`,
  )
  await writeAll(this.process.stdout, lines)
  if (trees.length === 0) this.process.stderr.write('There are no trees: pinwatch trees add --repo DIR|URL\n')
}

const withoutId = ({ id: _, ...tree }: KeptTree) => tree

function describe(tree: KeptTree): string {
  const { slug, name, source, revisions, newest, followMinutes, followError, lastScan } = tree
  const { keepDays, githubRepository, githubReview, sourceUrl } = tree
  const wanted = [...tree.followRevisions, ...tree.followTags]
  const parts = [
    `${slug}  ${name}  ${source}`,
    revisions === 0 ? 'nothing published' : `${revisions} revisions, newest ${newest}`,
    followMinutes === null
      ? 'not followed'
      : `followed every ${followMinutes} min: ${wanted.length === 0 ? 'HEAD' : wanted.join(' ')}`,
    ...(keepDays === null ? [] : [`one revision a week after ${keepDays} days`]),
    ...(githubRepository === null ? [] : [`checks ${githubRepository}${githubReview ? ', with reviews' : ''}`]),
    ...(sourceUrl === null ? [] : [`sources at ${sourceUrl}`]),
    ...(lastScan === null ? [] : [`last scan ${lastScan}`]),
    ...(followError === null ? [] : [`trouble: ${followError}`]),
  ]
  return printable(parts.join(' · '))
}

export async function addTree(this: CliContext, flags: AddTreeFlags): Promise<void> {
  const { repo, name, rev = [], tags = [], follow, keepDays } = flags
  const source = resolveSource(repo, this.process.cwd(), flags.subdir)
  await checkWish({ source, revisions: rev, tags })
  await withStore(this, async ({ db }) => {
    const known = new Set((await listKeptTrees(db)).map((tree) => tree.slug))
    const request = { source, revisions: rev, tags, ...(name === undefined ? {} : { name }) }
    const { slug, scanId, treeId } = await withDatabaseErrors('adding a tree', () => requestScan(db, request)).catch(
      asUsage,
    )
    const isKnown = known.has(slug)
    await changeTree(db, treeId, {
      followMinutes: follow ?? null,
      followRevisions: rev,
      followTags: tags,
      ...(keepDays === undefined ? {} : { keepDays }),
    })
    this.process.stdout.write(`${slug}\n`)
    const before = isKnown ? `${slug} was there already; what is scanned, and how often, is as said now. ` : ''
    this.process.stderr.write(`${before}Scan ${scanId} is asked for: a worker runs it.\n`)
  })
}

export async function setTree(this: CliContext, flags: SetTreeFlags, slug: string): Promise<void> {
  const { rev, tags, follow, noFollow, keepDays, keepAll, github, noGithub, githubReview, sourceUrl } = flags
  if (follow !== undefined && noFollow) throw new UsageError('--follow and --no-follow contradict each other.')
  if (keepDays !== undefined && keepAll) throw new UsageError('--keep-days and --keep-all contradict each other.')
  if (github !== undefined && noGithub) throw new UsageError('--github and --no-github contradict each other.')
  const isSilent = [follow, rev, tags, keepDays, github, githubReview, sourceUrl].every((said) => said === undefined)
  if (isSilent && !noFollow && !keepAll && !noGithub)
    throw new UsageError(
      'Say what to change: --rev, --tags, --follow MINUTES, --no-follow, --keep-days DAYS, --keep-all, --github OWNER/NAME, --no-github, --github-review or --source-url.',
    )
  await withStore(this, async ({ db }) => {
    const { id } = await findTree(db, slug)
    if (github !== undefined) await requireFree(db, github, slug)
    await changeTree(db, id, {
      ...(rev === undefined && tags === undefined ? {} : { followRevisions: rev ?? [], followTags: tags ?? [] }),
      ...(noFollow ? { followMinutes: null } : follow === undefined ? {} : { followMinutes: follow }),
      ...(keepAll ? { keepDays: null } : keepDays === undefined ? {} : { keepDays }),
      ...(noGithub ? { githubRepository: null } : github === undefined ? {} : { githubRepository: github }),
      ...(githubReview === undefined ? {} : { githubReview }),
      ...(sourceUrl === undefined ? {} : { sourceUrl: sourceUrl === 'auto' ? null : sourceUrl }),
    })
  })
}

/** A repository is one tree: else nobody could say which a push is checked against. */
async function requireFree(db: Store, github: string, slug: string): Promise<void> {
  const holder = (await listKeptTrees(db)).find((tree) => tree.githubRepository === github && tree.slug !== slug)
  if (holder !== undefined)
    throw new UsageError(
      `--github ${github} is that of the tree ${holder.slug}. First: pinwatch trees set ${holder.slug} --no-github`,
    )
}

export async function renameTree(this: CliContext, flags: RenameTreeFlags, slug: string): Promise<void> {
  const { name, slug: next } = flags
  if (name === undefined && next === undefined) throw new UsageError('Say what to change: --name or --slug.')
  if (name !== undefined && name.trim() === '') throw new UsageError('--name is empty.')
  await withStore(this, async ({ db }) => {
    const { id } = await findTree(db, slug)
    if (next !== undefined && next !== slug && !(await isFreeSlug(db, next)))
      throw new UsageError(
        `--slug ${JSON.stringify(next)} is taken, reserved or no part of an address: letters a to z, digits and single dashes.`,
      )
    await changeTree(db, id, {
      ...(name === undefined ? {} : { name: name.trim() }),
      ...(next === undefined ? {} : { slug: next }),
    })
  })
}

export async function removeTreeBySlug(this: CliContext, { yes }: RemoveTreeFlags, slug: string): Promise<void> {
  await withStore(this, async ({ db, environment }) => {
    const tree = await findTree(db, slug)
    if (!yes)
      throw new UsageError(
        `This would remove ${slug} (${tree.source}) with ${tree.revisions} revisions and all that people said of its sites. Say --yes to do it.`,
      )
    await removeTree(db, tree.id)
    const source = parseSource(tree.source)
    if (source.kind === 'url')
      await rm(mirrorFolder(environment.home, slug, source.text), { recursive: true, force: true })
    this.process.stderr.write(`${slug} is removed.\n`)
  })
}

function asUsage(error: unknown): never {
  if (error instanceof ScanRequestError) throw new UsageError(error.message)
  throw error
}
