import { createHash } from 'node:crypto'

/** What an issue is about: a section of MAINTAINERS, or what one person took on. */
export type IssueKind = 'subsystem' | 'assignment'

/** How marks of a kind begin. Those of subsystems are as they always were: issues of earlier versions are found by them. */
const prefixes: Readonly<Record<IssueKind, string>> = { subsystem: 'pinwatch:issue', assignment: 'pinwatch:assignment' }

/** A comment in the text of an issue by which it is found again, whatever its title became. `name`: of the section, or an address. */
export const markerOf = (kind: IssueKind, name: string): string =>
  `<!-- ${prefixes[kind]}:${createHash('sha256').update(`${kind} ${name}`).digest('hex').slice(0, 16)} -->`

/** The mark of that kind in the text of an issue; `null`: it is none of ours, or of another kind. */
export const markerIn = (body: string, kind: IssueKind): string | null =>
  new RegExp(`<!-- ${prefixes[kind]}:[0-9a-f]{16} -->`).exec(body)?.[0] ?? null
