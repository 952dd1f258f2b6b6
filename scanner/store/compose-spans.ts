import type { Publication } from '#scanner/model/publication.ts'
import { storable } from './storable.ts'

/** Numbers of the rows that spans point to. */
export interface Identities {
  /** By key. */
  readonly sites: ReadonlyMap<string, number>
  /** By title. */
  readonly subsystems: ReadonlyMap<string, number>
  /** By address in lower case. */
  readonly people: ReadonlyMap<string, number>
}

/** What each table of history says at a revision: rows by the names of its columns. */
export function composeSpans({ sites, pairs, files, sections }: Publication, ids: Identities) {
  return {
    siteSpans: sites.map(({ key, row, evidence }) => ({
      site_id: idOf(ids.sites, key),
      path: row.path,
      line_number: row.line,
      column_number: row.column,
      function: row.function,
      nth: row.ordinal,
      api: row.api,
      role: row.role,
      family: row.family,
      class: row.class,
      target: row.target,
      status: row.status,
      reason: row.reason,
      case_number: row.case,
      longterm: row.longterm,
      findings: row.findings,
      evidence,
      via: row.via,
    })),
    siteRemarks: sites.flatMap(({ key, remark }) =>
      remark === undefined
        ? []
        : [
            {
              site_id: idOf(ids.sites, key),
              case_number: remark.case,
              reason: storable(remark.reason),
              code_digest: remark.code,
            },
          ],
    ),
    fileSpans: files,
    pairs: pairs.map(({ acquire, release, rule, grade, evidence }) => ({
      acquire_id: idOf(ids.sites, acquire),
      release_id: idOf(ids.sites, release),
      rule,
      grade,
      evidence,
    })),
    siteSubsystems: sites.flatMap(({ key, row }) =>
      row.subsystems.map((title, position) => ({
        site_id: idOf(ids.sites, key),
        subsystem_id: idOf(ids.subsystems, storable(title)),
        position,
        is_primary: title === row.subsystem,
      })),
    ),
    subsystemSpans: sections.map(({ title, support, lists }) => ({
      subsystem_id: idOf(ids.subsystems, storable(title)),
      support,
      lists,
    })),
    subsystemPeople: sections.flatMap(({ title, people }) =>
      people.map(({ name, email, role }, position) => ({
        subsystem_id: idOf(ids.subsystems, storable(title)),
        person_id: idOf(ids.people, addressKey(email)),
        role,
        name,
        email,
        position,
      })),
    ),
  }
}

/** How an address is told from others. */
export function addressKey(email: string): string {
  return storable(email.toLowerCase())
}

function idOf(ids: ReadonlyMap<string, number>, name: string): number {
  const id = ids.get(name)
  if (id === undefined) throw new RangeError(`the publication speaks of ${JSON.stringify(name)} and does not have it`)
  return id
}
