import { z } from 'zod/mini'
import { type AskServer, askServer } from '../ask-server.ts'
import { type ChosenSites, chosenSites } from '../chosen-sites.ts'
import type { TriageFlags } from '../commands/triage.ts'
import type { CliContext } from '../context.ts'
import { writeAll } from '../output.ts'
import { UsageError } from '../usage-error.ts'

export async function triage(this: CliContext, flags: TriageFlags, ...keys: readonly string[]): Promise<void> {
  const { server, tree, filter, verdict, reason, note, link, other } = flags
  const ask = askServer(this, server)
  const word = {
    verdict,
    ...(flags.case === undefined ? {} : { case: flags.case }),
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { text: note }),
    ...(link === undefined ? {} : { link }),
    ...(other === undefined ? {} : { other }),
  }
  const at = `/trees/${encodeURIComponent(tree)}/sites`
  const sites = await listKeys(ask, at, chosenSites(keys, filter))
  if (sites.length === 0) throw new UsageError(`no site fits --filter ${JSON.stringify(filter)}.`)
  for (const key of sites) {
    const said = z.looseObject({}).parse(await ask('PUT', `${at}/${key}/triage`, word))
    await writeAll(this.process.stdout, [`${JSON.stringify({ site: key, ...said })}\n`])
  }
  await writeAll(this.process.stderr, [`${sites.length === 1 ? 'Said of 1 site' : `Said of ${sites.length} sites`}.\n`])
}

const pageSchema = z.object({ items: z.array(z.object({ id: z.string() })), next: z.nullable(z.string()) })

async function listKeys(ask: AskServer, at: string, chosen: ChosenSites): Promise<readonly string[]> {
  if ('sites' in chosen) return chosen.sites
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(chosen.filter)) for (const value of values) query.append(name, value)
  const keys: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    if (cursor !== '') query.set('cursor', cursor)
    const page: z.infer<typeof pageSchema> = pageSchema.parse(await ask('GET', `${at}?${query}`))
    keys.push(...page.items.map(({ id }) => id))
    cursor = page.next
  }
  return keys
}
