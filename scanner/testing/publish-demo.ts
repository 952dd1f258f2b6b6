import type { Database } from '#prisma/client.ts'
import { makeDemo } from '#prisma/seed/demo/make-demo.ts'
import { makeFolder } from './make-repository.ts'
import { type PublishedTree, publishRepository } from './publish-repository.ts'

/** The demo kernel as a tree of the database; with its repository, for what the database is compared with. */
export async function publishDemo(
  database: Database,
  revisions: readonly string[],
): Promise<PublishedTree & { readonly directory: string }> {
  const directory = `${makeFolder()}/demo.git`
  await makeDemo(directory)
  return { ...(await publishRepository(database, directory, { slug: 'demo', revisions })), directory }
}
