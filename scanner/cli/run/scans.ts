import { cancelScan } from '#prisma/cancel-scan.ts'
import { requestScan } from '#prisma/request-scan.ts'
import { printable, printableJson } from '#scanner/model/printable.ts'
import { type KeptScan, listKeptScans } from '#scanner/store/list-kept-scans.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { withDatabaseErrors } from '#scanner/store/with-database-errors.ts'
import type { ListScansFlags } from '../commands/scans.ts'
import type { CliContext } from '../context.ts'
import { findTree } from '../find-tree.ts'
import { writeAll } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import { withStore } from '../with-store.ts'

export async function listScans(this: CliContext, { format, tree, limit }: ListScansFlags): Promise<void> {
  const scans = await withStore(this, async ({ db }) => {
    if (tree !== undefined) await findTree(db, tree)
    return listKeptScans(db, { slug: tree ?? null, id: null, limit })
  })
  const lines = scans.map((scan) =>
    format === 'ndjson' ? printableJson(`${JSON.stringify(scan)}\n`) : `${describe(scan)}\n`,
  )
  await writeAll(this.process.stdout, lines)
}

function describe({ id, slug, state, revisions, tags, label, revisionsDone, revisionsAll, error }: KeptScan): string {
  const wanted = [...revisions, ...tags].join(' ')
  const where = revisionsAll === null ? '' : `, ${revisionsDone} of ${revisionsAll}`
  return printable(
    [`${id}  ${slug}  ${state}${where}`, wanted, ...(label === null ? [] : [label]), ...(error === null ? [] : [error])]
      .filter((part) => part !== '')
      .join(' · '),
  )
}

export async function cancel(this: CliContext, _flags: Record<never, never>, id: number): Promise<void> {
  await withStore(this, async ({ db }) => {
    const scan = await find(db, id)
    if (!(await cancelScan(db, id))) throw new UsageError(`Scan ${id} of ${scan.slug} is ${scan.state} already.`)
    this.process.stderr.write(`Scan ${id} of ${scan.slug} is cancelled: its worker stops within seconds.\n`)
  })
}

export async function retry(this: CliContext, _flags: Record<never, never>, id: number): Promise<void> {
  await withStore(this, async ({ db }) => {
    const { source, revisions, tags, since, every } = await find(db, id)
    const asked = await withDatabaseErrors('asking for a scan', () =>
      requestScan(db, { source, revisions, tags, since, every }),
    )
    this.process.stdout.write(`${asked.scanId}\n`)
  })
}

async function find(db: Store, id: number): Promise<KeptScan> {
  const [scan] = await listKeptScans(db, { slug: null, id, limit: 1 })
  if (scan === undefined) throw new UsageError(`There is no scan ${id}. List them with pinwatch scans.`)
  return scan
}
