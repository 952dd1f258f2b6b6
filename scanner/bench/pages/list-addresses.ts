import type { Subject } from '../history/questions.ts'

/** An address of the server and the floor that it stands on. */
export interface MeasuredAddress {
  readonly kind: 'page' | 'answer'
  readonly path: string
}

/** What hardly does anything: the page of a form, and a text. Every page goes through the frame, every answer through the server. */
export const floors: Readonly<Record<MeasuredAddress['kind'], string>> = { page: '/new', answer: '/robots.txt' }

/** Every kind of page and answer about one moment of a history. */
export function listAddresses({ revision, site, subsystem, maintainer }: Subject): readonly MeasuredAddress[] {
  const rev = `rev=${encodeURIComponent(revision.label)}`
  const person = encodeURIComponent(maintainer)
  const pages = [
    `/linux?${rev}`,
    `/linux/sites?${rev}`,
    `/linux/sites?status=unconverted&role=acquire&sort=subsystem&${rev}`,
    `/linux/sites/${site.key}?${rev}`,
    `/linux/subsystems?${rev}`,
    `/linux/subsystems/${subsystem.slug}?${rev}`,
    `/linux/maintainers?${rev}`,
    `/linux/maintainers/${person}?${rev}`,
    `/linux/events?${rev}`,
    `/linux/next?who=${person}&${rev}`,
    `/linux/search?q=drivers&${rev}`,
  ]
  const answers = [
    '/trees',
    '/trees/linux/revisions',
    `/trees/linux/sites?${rev}`,
    `/trees/linux/sites?status=unconverted&subsystem=${subsystem.slug}&${rev}`,
    `/trees/linux/sites/${site.key}?${rev}`,
    `/trees/linux/facets?${rev}`,
    `/trees/linux/subsystems?${rev}`,
    `/trees/linux/maintainers?${rev}`,
    `/trees/linux/trend?${rev}`,
    `/trees/linux/trend?owner=${subsystem.slug}&${rev}`,
    `/trees/linux/events?${rev}`,
    `/trees/linux/search?q=drivers&${rev}`,
  ]
  return [
    ...pages.map((path) => ({ kind: 'page' as const, path })),
    ...answers.map((path) => ({ kind: 'answer' as const, path: `/api/v1${path}` })),
  ]
}
