import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'

const header = ['version', 'file', 'function', 'api', 'release_file', 'release_function', 'release_api', 'note']

interface TruthRow {
  readonly file: string
  readonly function: string | null
  readonly api: string
  readonly releaseFile: string | null
  readonly releaseFunction: string | null
  readonly releaseApi: string | null
  readonly note: string
}

/**
 * What people found wrong as rows of the scanner's table of true pairs (scanner/oracle/pairing-truth.tsv): of an acquire with a wrong pair
 * all its other releases, or `-` where none is left; of an acquire that is no gup site `-`. Only what is decided.
 */
export async function listTruthRows(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace & { readonly label: string },
): Promise<string> {
  const rows = await database.$queryRaw<TruthRow[]>`
    with said as (
      select triage.*, span.role, span.path, span.function, span.api, span.nth
      from triage join site_span span on span.site_id = triage.site_id and ${holdsAt('span', revision)}
      where triage.tree_id = ${treeId}::int and triage.is_decided and triage.verdict in ('wrong-pair', 'not-gup')
    ),
    ends as (
      select pair.acquire_id, pair.release_id, acquired.path as a_path, acquired.function as a_function,
        acquired.api as a_api, acquired.nth as a_nth, released.path as r_path, released.function as r_function,
        released.api as r_api, released.nth as r_nth
      from pair
      join site_span acquired on acquired.site_id = pair.acquire_id and ${holdsAt('acquired', revision)}
      join site_span released on released.site_id = pair.release_id and ${holdsAt('released', revision)}
      where ${holdsAt('pair', revision)}
    ),
    wrong as (
      select distinct ends.acquire_id, ends.release_id, coalesce(said.text, said.reason, '') as note
      from said join ends
        on (ends.acquire_id = said.site_id and jsonb_build_object('path', r_path, 'function', r_function, 'api', r_api, 'ordinal', r_nth) = said.other)
        or (ends.release_id = said.site_id and jsonb_build_object('path', a_path, 'function', a_function, 'api', a_api, 'ordinal', a_nth) = said.other)
      where said.verdict = 'wrong-pair'
    )
    select acquired.path as file, acquired.function, acquired.api, kept.r_path as "releaseFile",
      kept.r_function as "releaseFunction", kept.r_api as "releaseApi", 'wrong pair: ' || noted.note as note
    from (select acquire_id, string_agg(note, '; ') as note from wrong group by acquire_id) noted
    join site_span acquired on acquired.site_id = noted.acquire_id and ${holdsAt('acquired', revision)}
    left join ends kept on kept.acquire_id = noted.acquire_id
      and not exists (select from wrong where wrong.acquire_id = kept.acquire_id and wrong.release_id = kept.release_id)
    union all
    select path, function, api, null, null, null, 'not a gup site: ' || coalesce(text, reason, '')
    from said where verdict = 'not-gup' and role = 'acquire'
    order by 1, 2, 3, 4, 5, 6`
  const version = revision.label.replace(/^v/, '')
  const lines = rows.map((row) => [
    version,
    row.file,
    row.function ?? '-',
    row.api,
    row.releaseFile ?? '-',
    row.releaseFunction ?? '-',
    row.releaseApi ?? '-',
    row.note,
  ])
  return [header, ...lines].map((cells) => `${cells.map(cell).join('\t')}\n`).join('')
}

/** A cell ends at a tab or a line break. */
const cell = (text: string): string => text.replace(/\s+/g, ' ').trim() || '-'
