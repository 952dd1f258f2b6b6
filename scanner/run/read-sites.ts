import { listBlobSizes } from '#scanner/git/list-blob-sizes.ts'
import { listSites } from '#scanner/link/list-sites.ts'
import { aliasResolver } from '#scanner/link/resolve-aliases.ts'
import type { SiteText } from '#scanner/match/match-context.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { BlobFacts } from '#scanner/model/facts.ts'
import type { MatchSite } from '#scanner/model/match.ts'
import { sizeBytesMax } from './read-blobs.ts'
import { searchBlobs } from './search-blobs.ts'
import { textAround } from './text-around.ts'

/** A blob, and a path that has it. */
export interface BlobAt {
  readonly path: string
  readonly oid: string
}

/** A row of a blob, with the function it stands in. */
export interface ReadSite extends MatchSite {
  readonly text: SiteText
}

/** The rows of a file; `null` if its blob is not at hand: a partial clone, or one too large to be read. */
export type SitesOf = (path: string, oid: string) => readonly ReadSite[] | null

/** Rows do not depend on what the rest of the tree declares: only their carriers do, and nobody asks for these. */
const survey = { declared: new Set<string>(), signatures: new Map<string, never>() }

/**
 * Reads the rows of files as a scan of the whole tree finds them, over one `git cat-file`. Of each blob only its rows are kept, and the
 * functions around them: memory grows with calls and not with text.
 */
export async function readSites(directory: string, wanted: readonly BlobAt[]): Promise<SitesOf> {
  const pathsOf = new Map<string, Set<string>>()
  for (const { path, oid } of wanted) pathsOf.set(oid, (pathsOf.get(oid) ?? new Set()).add(path))
  const sizes = await listBlobSizes(directory, [...pathsOf.keys()])
  const readable = [...sizes].filter(([, bytes]) => bytes <= sizeBytesMax).map(([oid]) => oid)
  const sites = new Map<string, readonly ReadSite[]>()
  const keyOf = (path: string, oid: string) => `${oid} ${path}`
  await searchBlobs(
    { directory, oids: readable, names: [] },
    (index, verdict, bytes) => {
      const oid = readable[index] ?? ''
      if (verdict.kind !== 'facts') return
      const lines = bytes.toString('latin1').split('\n')
      for (const path of pathsOf.get(oid) ?? [])
        sites.set(
          keyOf(path, oid),
          sitesIn(path, oid, verdict.facts).map((site) => ({ ...site, text: ownText(textAround(lines, site)) })),
        )
    },
    () => {},
  )
  const known = new Set(readable)
  return (path, oid) => (known.has(oid) ? (sites.get(keyOf(path, oid)) ?? []) : null)
}

function sitesIn(path: string, oid: string, facts: BlobFacts): readonly MatchSite[] {
  const aliases = aliasResolver([{ path, aliases: facts.aliases ?? [] }])
  return listSites([{ path, oid, facts }], apiByName, survey, aliases).map(({ api, call, function: inside }) => ({
    path,
    line: call.line,
    function: inside?.name ?? null,
    api: api.name,
    role: api.role,
    ordinal: call.ordinal,
  }))
}

/** Parts of a string keep all of it in memory: these are parts of the function alone. */
function ownText({ lines, at }: SiteText): SiteText {
  return { lines: Buffer.from(lines.join('\n'), 'latin1').toString('latin1').split('\n'), at }
}
