import {
  comparePath,
  eventsPath,
  firstPath,
  maintainersPath,
  nextPath,
  overviewPath,
  scansPath,
  sitesPath,
  subsystemsPath,
} from '#app/_web/routes.ts'

/** A page that `g` and a letter lead to. */
export interface GoKey {
  readonly letter: string
  readonly label: string
  readonly href: string
}

export const goKeys = (slug: string, rev: string | null): readonly GoKey[] => [
  { letter: 'o', label: 'Overview', href: overviewPath(slug, { rev }) },
  { letter: 's', label: 'Sites', href: sitesPath(slug, { rev }) },
  { letter: 'u', label: 'Subsystems', href: subsystemsPath(slug, { rev }) },
  { letter: 'm', label: 'Maintainers', href: maintainersPath(slug, { rev }) },
  { letter: 'e', label: 'Events', href: eventsPath(slug, { rev }) },
  { letter: 'n', label: 'Next', href: nextPath(slug, { rev }) },
  { letter: 'c', label: 'Compare', href: comparePath({ slug, rev }, null) },
  { letter: 'r', label: 'Scans', href: scansPath() },
  { letter: 't', label: 'Trees', href: firstPath() },
]
