import { findEmbedded } from '#prisma/embedded/start-embedded.ts'
import type { Environment } from '#scanner/environment.ts'
import { databaseFolder } from '#scanner/jobs/home-paths.ts'
import { UsageError } from './usage-error.ts'

/** Address of the database for a command that brings none: `DATABASE_URL`, or the embedded server that runs on the home. */
export async function findDatabase({ databaseUrl, home }: Environment): Promise<string> {
  const found = databaseUrl ?? (await findEmbedded(databaseFolder(home)))
  if (found !== null) return found
  throw new UsageError(
    `There is no database: DATABASE_URL is not set, and no Pinwatch runs on ${home}. Set it to a Postgres, or run pinwatch start, which brings one.`,
  )
}
