import type { Publication, PublishedRemark, PublishedSite } from '#scanner/model/publication.ts'
import type { SiteRow, Status } from '#scanner/model/site.ts'

/** What tests say of one site; the rest does not matter to them. */
export interface SampleSite {
  /** A letter or two. */
  readonly name: string
  readonly status?: Status
  readonly line?: number
  readonly role?: SiteRow['role']
  readonly path?: string
  readonly subsystems?: readonly string[]
  /** Name of the release of an acquire. */
  readonly pair?: string
  /** Of a comment in the code. */
  readonly remark?: PublishedRemark
}

export interface SampleRevision {
  readonly commit: string
  readonly analysisVersion?: string
  readonly label?: string
  readonly sites: readonly SampleSite[]
  readonly files?: Publication['files']
  readonly sections?: Publication['sections']
}

/** A publication without a repository. Of sections that are not given each has one person, whose name is the section's. */
export function samplePublication(revision: SampleRevision): Publication {
  const sites = revision.sites.map(sampleSite)
  const titles = [...new Set(sites.flatMap(({ row }) => row.subsystems))]
  return {
    commit: revision.commit,
    label: revision.label ?? revision.commit,
    subject: `commit ${revision.commit}`,
    committedAt: new Date(0),
    analysisVersion: revision.analysisVersion ?? '1',
    coverage: { filesSearched: 1, filesRead: 1, skipped: {}, problems: {} },
    notices: [],
    sites,
    pairs: revision.sites.flatMap(({ name, pair, line = 1 }) =>
      pair === undefined
        ? []
        : [
            {
              acquire: keyOf(name),
              release: keyOf(pair),
              rule: 'same-function',
              grade: 'certain',
              evidence: [{ line, text: 'seen' }],
            },
          ],
    ),
    files:
      revision.files ?? [...new Set(sites.map(({ row }) => row.path))].map((path) => ({ path, oid: `oid of ${path}` })),
    sections:
      revision.sections ??
      titles.map((title) => ({
        title,
        support: 'Maintained',
        lists: [`${title}@lists.example.org`],
        people: [{ name: title, email: `${title}@example.org`, role: 'maintainer' as const }],
      })),
  }
}

export function keyOf(name: string): string {
  return Buffer.from(name).toString('hex').padStart(16, '0')
}

function sampleSite(site: SampleSite): PublishedSite {
  const subsystems = site.subsystems ?? []
  const row: SiteRow = {
    v: 1,
    id: keyOf(site.name),
    path: site.path ?? `${site.name}.c`,
    line: site.line ?? 1,
    column: 1,
    function: site.name,
    ordinal: 1,
    api: site.role === 'release' ? 'put_page' : 'get_user_pages',
    role: site.role ?? 'acquire',
    family: 'get',
    class: 'page-array',
    target: null,
    status: site.status ?? 'unconverted',
    reason: 'legacy-acquire',
    case: null,
    longterm: false,
    findings: [],
    pairs: [],
    via: [],
    subsystem: subsystems[0] ?? null,
    subsystems,
    maintainers: [],
  }
  return { key: row.id, row, evidence: [], ...(site.remark === undefined ? {} : { remark: site.remark }) }
}
