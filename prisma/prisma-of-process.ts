import { Prisma as Own, PrismaClient as OwnClient } from './generated/client.ts'

/**
 * The database client's code of this process. Next.js has several bundles with a copy each, and so has the command line that serves them. A
 * client takes parts of a statement only from the copy that it came with, and each copy that is used costs a compiler of queries in WebAssembly
 * (some 30 MB), so all use that of whoever was first; the others are loaded and never run.
 */
const shared = globalThis as {
  pinwatchPrisma?: { readonly Prisma: typeof Own; readonly PrismaClient: typeof OwnClient }
}
shared.pinwatchPrisma ??= { Prisma: Own, PrismaClient: OwnClient }

export const { Prisma, PrismaClient } = shared.pinwatchPrisma

export type PrismaClient = OwnClient
/** Types of the same name as the values that they are of, as the client has them itself. */
export declare namespace Prisma {
  type Sql = Own.Sql
  type InputJsonObject = Own.InputJsonObject
  type InputJsonValue = Own.InputJsonValue
  type JsonValue = Own.JsonValue
}
