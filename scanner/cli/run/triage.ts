import { readFile, writeFile } from 'node:fs/promises'
import { text as readText } from 'node:stream/consumers'
import { z } from 'zod/mini'
import { type AskServer, askServer } from '../ask-server.ts'
import { type ChosenSites, chosenSites } from '../chosen-sites.ts'
import type { TriageFlags } from '../commands/triage.ts'
import type { CliContext } from '../context.ts'
import { writeAll } from '../output.ts'
import { UsageError } from '../usage-error.ts'

export async function triage(this: CliContext, flags: TriageFlags, ...keys: readonly string[]): Promise<void> {
  const { server, tree, filter, verdict, priority, reason, note, link, other } = flags
  const ask = askServer(this, server)
  if (flags.export !== undefined || flags.import !== undefined) return exchangeFile(this, ask, flags, keys)
  if (verdict === undefined && priority === undefined)
    throw new UsageError('--verdict is missing: it says what is said of the sites. See --help.')
  const word = {
    ...(flags.case === undefined ? {} : { case: flags.case }),
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { text: note }),
    ...(link === undefined ? {} : { link }),
    ...(other === undefined ? {} : { other }),
  }
  const at = `/trees/${encodeURIComponent(tree)}/sites`
  const sites = await listKeys(ask, at, chosenSites(keys, filter))
  if (sites.length === 0) throw new UsageError(`no site fits --filter ${JSON.stringify(filter)}.`)
  if (verdict === undefined && Object.keys(word).length > 0)
    throw new UsageError('--case, --reason, --note, --link and --other are about a --verdict, which is missing.')
  for (const key of sites) {
    const put = async (what: string, body: object) =>
      z.looseObject({}).parse(await ask('PUT', `${at}/${key}/${what}`, body))
    const said = {
      ...(verdict === undefined ? {} : await put('triage', { verdict, ...word })),
      ...(priority === undefined ? {} : { priority: (await put('priority', { priority })).priority }),
    }
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

const importedSchema = z.object({
  applied: z.number(),
  unchanged: z.number(),
  unmatched: z.array(z.object({ path: z.string(), function: z.nullable(z.string()), api: z.string() })),
})

/** All that is decided, into a file or out of one. */
async function exchangeFile(
  { process }: CliContext,
  ask: AskServer,
  { tree, verdict, priority, filter, export: to, import: from }: TriageFlags,
  keys: readonly string[],
): Promise<void> {
  const at = `/trees/${encodeURIComponent(tree)}/triage`
  if (
    keys.length > 0 ||
    verdict !== undefined ||
    priority !== undefined ||
    filter !== undefined ||
    (to === undefined) === (from === undefined)
  )
    throw new UsageError('--export and --import each stand alone: a file is about all sites.')
  if (to !== undefined) {
    const text = z.string().parse(await ask('GET', at))
    if (to === '-') return writeAll(process.stdout, [text])
    return writeFile(to, text).catch(asFileTrouble(to))
  }
  const file = await (from === '-' ? readText(process.stdin) : readFile(from ?? '', 'utf8')).catch(
    asFileTrouble(from ?? ''),
  )
  const { applied, unchanged, unmatched } = importedSchema.parse(await ask('POST', at, { file }))
  const odd = unmatched.map(
    ({ path, function: name, api }) => `not there: ${api}() in ${name ?? 'no function'}, ${path}\n`,
  )
  await writeAll(process.stderr, [
    ...odd,
    `${applied} taken over, ${unchanged} said already, ${unmatched.length} not there.\n`,
  ])
}

const asFileTrouble =
  (file: string) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? error.code : error
    const what =
      code === 'ENOENT'
        ? 'no such file or folder'
        : code === 'EISDIR'
          ? 'this is a folder'
          : `it cannot be used (${code})`
    throw new UsageError(`${file}: ${what}. Name a triage file.`, { cause: error })
  }
