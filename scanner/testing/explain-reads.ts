import type { Database } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

/** A step of a plan, as `explain (format json)` writes it. */
interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly Plans?: readonly PlanNode[]
}

export interface Access {
  /** Tables that are read from end to end. */
  readonly scannedTables: ReadonlySet<string>
  readonly indexes: ReadonlySet<string>
}

/** How Postgres would find what `read` asks for: the plans of all its statements, taken together. */
export async function explainReads(db: Database, read: (db: Database) => Promise<unknown>): Promise<Access> {
  const statements: Prisma.Sql[] = []
  const recording = new Proxy(db, {
    get(target, name, receiver) {
      if (name !== '$queryRaw') return Reflect.get(target, name, receiver)
      return (strings: TemplateStringsArray, ...values: readonly unknown[]) => {
        const statement = Prisma.sql(strings, ...values)
        statements.push(statement)
        return target.$queryRaw(statement)
      }
    },
  })
  await read(recording)
  const access = { scannedTables: new Set<string>(), indexes: new Set<string>() }
  for (const { text, values } of statements) {
    const rows = await db.$queryRawUnsafe<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }[]>(
      `explain (format json) ${text}`,
      ...values,
    )
    for (const { Plan } of rows.flatMap((row) => row['QUERY PLAN'])) visit(Plan, access)
  }
  return access
}

function visit(node: PlanNode, access: { scannedTables: Set<string>; indexes: Set<string> }): void {
  const { 'Node Type': type, 'Relation Name': table, 'Index Name': index, Plans: children = [] } = node
  if (type.endsWith('Seq Scan') && table !== undefined) access.scannedTables.add(table)
  if (index !== undefined) access.indexes.add(index)
  for (const child of children) visit(child, access)
}
