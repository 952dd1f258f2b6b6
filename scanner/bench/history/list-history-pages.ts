import type { Subject } from './questions.ts'

/** The pages of some revisions: each kind once a revision, as somebody who looks into the past asks for them. */
export function listHistoryPages(subjects: readonly Subject[]): readonly string[] {
  return subjects.flatMap(({ revision, site, subsystem, maintainer }) => {
    const at = `?rev=${encodeURIComponent(revision.label)}`
    return [
      `/linux${at}`,
      `/linux/sites${at}`,
      `/linux/sites/${site.key}${at}`,
      `/linux/subsystems${at}`,
      `/linux/subsystems/${subsystem.slug}${at}`,
      `/linux/maintainers${at}`,
      `/linux/maintainers/${encodeURIComponent(maintainer)}${at}`,
    ]
  })
}
