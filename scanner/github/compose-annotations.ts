import type { Severity } from '#scanner/model/check.ts'
import type { CheckDocument, DocumentFinding } from '#scanner/model/check-document.ts'

/** An annotation of a check run, as GitHub's API takes it. */
export interface Annotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly annotation_level: 'failure' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}

const levels: Readonly<Record<Severity, Annotation['annotation_level']>> = {
  error: 'failure',
  warning: 'warning',
  note: 'notice',
}

/** 64 KB is GitHub's bound of a message. */
const messageMax = 60_000

/** All findings as annotations; those on a line of the change are shown beside it. */
export const composeAnnotations = ({ findings }: Pick<CheckDocument, 'findings'>): readonly Annotation[] =>
  findings.map(annotation)

function annotation({ kind, severity, site, other, commit, mendedBy, message }: DocumentFinding): Annotation {
  const more = [
    ...(other === null ? [] : [`See also ${other.path}:${other.line}: ${other.api}().`]),
    ...(commit === null ? [] : [`Introduced by ${commit.oid.slice(0, 12)} ("${commit.subject}").`]),
    ...(mendedBy === null ? [] : [`Mended by the later commit ${mendedBy.slice(0, 12)}.`]),
  ]
  return {
    path: site.path,
    start_line: site.line,
    end_line: site.line,
    annotation_level: levels[severity],
    title: `pinwatch: ${kind}`,
    message: [message, ...more].join('\n').slice(0, messageMax),
  }
}
