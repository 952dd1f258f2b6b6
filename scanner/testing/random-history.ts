import fc from 'fast-check'
import type { Database } from '#prisma/client.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { rekeyPublication } from '#scanner/run/rekey-publication.ts'
import type { Identify } from '#scanner/store/publish-revision.ts'
import { type SampleSite, samplePublication } from './sample-publication.ts'

const sections = ['GPU', 'MM', 'NET']

/** `xp` and `xq` are the call x at two places. */
const site = (name: string, role: 'acquire' | 'release') =>
  fc.option(
    fc.record({
      name: fc.constantFrom(`${name}p`, `${name}q`),
      role: fc.constant(role),
      line: fc.integer({ min: 1, max: 2 }),
      status: fc.constantFrom('unconverted', 'converted', 'mismatched', 'exempt', 'unrelated'),
      subsystems: fc.shuffledSubarray(sections, { maxLength: 2 }),
      remark: fc.option(
        fc.record({ case: fc.constantFrom(4, null), reason: fc.constant('read'), code: fc.constant('1') }),
      ),
    }),
    { nil: null, freq: 4 },
  )

/** Sites of one revision, some paired, and who owns them. */
export const content = fc
  .record({
    sites: fc.tuple(site('x', 'acquire'), site('y', 'acquire'), site('r', 'release'), site('s', 'release')),
    paired: fc.boolean(),
    oid: fc.constantFrom('one', 'two'),
    name: fc.constantFrom('Jane Doe', 'J. Doe'),
    support: fc.constantFrom('Maintained', null),
  })
  .map(({ sites, paired, oid, name, support }) => {
    const there = sites.filter((one) => one !== null)
    const release = there.find(({ role }) => role === 'release')?.name
    return {
      sites: there.map(({ remark, ...one }): SampleSite => {
        const said = remark === null ? {} : { remark }
        const pair = paired && one.role === 'acquire' && release !== undefined ? { pair: release } : {}
        return { ...one, ...pair, ...said }
      }),
      files: there.map((one) => ({ path: `${one.name}.c`, oid })),
      sections: [...new Set(there.flatMap(({ subsystems }) => subsystems))].map((title, at) => ({
        title,
        support,
        lists: [],
        people: [{ name, email: 'Jane@example.org', role: at === 0 ? ('reviewer' as const) : ('maintainer' as const) }],
      })),
    }
  })

/** Commits of which each has a parent among the earlier ones or none, some published; one leads the trunk. */
export const history = fc
  .array(fc.tuple(content, fc.nat(), fc.boolean()), { minLength: 1, maxLength: 6 })
  .chain((commits) => {
    const parents = Object.fromEntries(
      commits.map(([, pick], at) => [
        `c${at}`,
        at === 0 || pick % 7 === 0 ? null : `c${at - 1 - (pick % Math.min(at, 3))}`,
      ]),
    )
    const revisions = commits
      .map(([revision], at) => samplePublication({ commit: `c${at}`, ...revision }))
      .filter((_, at) => at === 0 || commits[at]?.[2])
    return fc.record({
      revisions: fc.constant(revisions),
      parents: fc.constant(parents),
      trunk: fc.constantFrom(null, ...Object.keys(parents)),
      order: fc.shuffledSubarray(revisions, { minLength: revisions.length }),
      again: fc.array(fc.constantFrom(...revisions), { maxLength: 2 }),
    })
  })

/** A call that is at its other place now moved there; the exact place comes first. Else it is new, and told from whoever left it. */
export const identify: Identify = (publication, earlier) => {
  const keys = new Map<number, string>()
  const free = new Set(earlier.sites)
  const take = (isSame: (now: string | null, then: string | null) => boolean) =>
    publication.sites.forEach(({ row }, at) => {
      const match = [...free].find((site) => isSame(row.function, site.function))
      if (match === undefined || keys.has(at)) return
      keys.set(at, match.key)
      free.delete(match)
    })
  take((now, then) => now === then)
  take((now, then) => now?.[0] === then?.[0])
  const taken = new Set(keys.values())
  return rekeyPublication(
    publication,
    publication.sites.map(({ key }, at) => keys.get(at) ?? (taken.has(key) ? key.replace(/^00/, 'ff') : key)),
  )
}

/** What a publication says, as lines. */
export function stateOf({ sites, pairs, files, sections: owners }: Publication): readonly string[] {
  const pathOf = new Map(sites.map(({ key, row }) => [key, row.path]))
  return [
    ...sites.map(({ row }) => `site ${row.path}:${row.line} ${row.role} ${row.status}`),
    ...sites.flatMap(({ row }) =>
      row.subsystems.map((title, at) => `owned ${row.path} ${at} ${title} ${title === row.subsystem}`),
    ),
    ...pairs.map(
      ({ acquire, release, rule, grade }) => `pair ${pathOf.get(acquire)} ${pathOf.get(release)} ${rule} ${grade}`,
    ),
    ...files.map(({ path, oid }) => `file ${path} ${oid}`),
    ...owners.map(({ title, support }) => `section ${title} ${support}`),
    ...owners.flatMap(({ title, people }) =>
      people.map(({ name, email, role }, at) => `person ${title} ${at} ${name} ${email} ${role}`),
    ),
  ].sort()
}

/** The same, of what the store says at a revision. */
export async function readState(db: Database, commit: string): Promise<readonly string[]> {
  const { lineId, ordinal } = await db.revision.findFirstOrThrow({
    where: { commit },
    select: { lineId: true, ordinal: true },
  })
  const where = { lineId, fromOrdinal: { lte: ordinal }, toOrdinal: { gt: ordinal } }
  const site = { select: { key: true } }
  const subsystem = { select: { title: true } }
  const sites = await db.siteSpan.findMany({
    where,
    select: { site, path: true, lineNumber: true, role: true, status: true },
  })
  const owned = await db.siteSubsystem.findMany({ where, select: { site, subsystem, position: true, isPrimary: true } })
  const pairs = await db.pair.findMany({ where, select: { acquire: site, release: site, rule: true, grade: true } })
  const files = await db.fileSpan.findMany({ where, select: { path: true, oid: true } })
  const spans = await db.subsystemSpan.findMany({ where, select: { subsystem, support: true } })
  const people = await db.subsystemPerson.findMany({
    where,
    select: { subsystem, position: true, name: true, email: true, role: true },
  })
  const pathOf = new Map(sites.map((one) => [one.site.key, one.path]))
  return [
    ...sites.map((one) => `site ${one.path}:${one.lineNumber} ${one.role} ${one.status}`),
    ...owned.map((one) => `owned ${pathOf.get(one.site.key)} ${one.position} ${one.subsystem.title} ${one.isPrimary}`),
    ...pairs.map(
      (one) => `pair ${pathOf.get(one.acquire.key)} ${pathOf.get(one.release.key)} ${one.rule} ${one.grade}`,
    ),
    ...files.map((one) => `file ${one.path} ${one.oid}`),
    ...spans.map((one) => `section ${one.subsystem.title} ${one.support}`),
    ...people.map((one) => `person ${one.subsystem.title} ${one.position} ${one.name} ${one.email} ${one.role}`),
  ].sort()
}
