import { z } from 'zod/mini'
import { askServer } from '../ask-server.ts'
import { chosenSites } from '../chosen-sites.ts'
import type { ClaimFlags } from '../commands/claim.ts'
import type { CliContext } from '../context.ts'
import { writeAll } from '../output.ts'

const answerSchema = z.object({
  created: z.number(),
  claims: z.array(z.unknown()),
})

export async function claim(this: CliContext, flags: ClaimFlags, ...keys: readonly string[]): Promise<void> {
  const { server, tree, filter, person, note, due } = flags
  const answer = await askServer(this, server)('POST', `/trees/${encodeURIComponent(tree)}/claims`, {
    ...chosenSites(keys, filter),
    ...(person === undefined ? {} : { person }),
    ...(note === undefined ? {} : { note }),
    ...(due === undefined ? {} : { due: due.toISOString().slice(0, 10) }),
  })
  const { created, claims } = answerSchema.parse(answer)
  await writeAll(
    this.process.stdout,
    claims.map((line) => `${JSON.stringify(line)}\n`),
  )
  const known = claims.length - created
  const news = note === undefined && due === undefined ? '' : ', and say this now'
  await writeAll(this.process.stderr, [
    `${created} claimed for ${person ?? 'you'}${known === 0 ? '' : `, ${known} were already${news}`}.\n`,
  ])
}
