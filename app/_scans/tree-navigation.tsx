import Link from 'next/link'
import {
  boardPath,
  checksPath,
  eventsPath,
  maintainersPath,
  nextPath,
  overviewPath,
  sitesPath,
  subsystemsPath,
  triagePath,
} from '#app/_web/routes.ts'

const sections = [
  { section: 'overview', label: 'Overview', path: overviewPath },
  { section: 'sites', label: 'Sites', path: sitesPath },
  { section: 'subsystems', label: 'Subsystems', path: subsystemsPath },
  { section: 'maintainers', label: 'Maintainers', path: maintainersPath },
  { section: 'events', label: 'Events', path: eventsPath },
  { section: 'next', label: 'Next', path: nextPath },
  { section: 'board', label: 'Board', path: boardPath },
  { section: 'triage', label: 'Triage', path: triagePath },
  { section: 'checks', label: 'Checks', path: checksPath },
] as const
export type TreeSection = (typeof sections)[number]['section']

interface TreeNavigationProps {
  readonly slug: string
  readonly rev: string | null
  /** The one this page belongs to; `null`: none of them. */
  readonly section: TreeSection | null
  /** Whether anything of the tree is checked. */
  readonly hasChecks: boolean
}

/** Ways to the pages of a tree, at the revision of this one. */
export function TreeNavigation({ slug, rev, section, hasChecks }: TreeNavigationProps) {
  const shown = sections.filter((one) => hasChecks || one.section !== 'checks')
  return shown.map(({ section: other, label, path }) => (
    <Link
      key={other}
      href={path(slug, { rev })}
      prefetch={false}
      className="nav-link"
      {...(other === section ? { 'aria-current': 'page' } : {})}
    >
      {label}
    </Link>
  ))
}
