import type { CheckFinding, CheckReport, Severity } from '#scanner/model/check.ts'
import { printable } from '#scanner/model/printable.ts'

/** GitHub shows so many annotations of a job, and says nothing of the rest. */
const annotationsMax = 50

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' }

/** Findings as GitHub Actions' workflow commands, which become annotations on the lines; what is beyond its bound is counted. */
export function formatCheckGithub({ findings }: CheckReport): string {
  const shown = findings.slice(0, annotationsMax).map(annotation)
  const rest = findings.length - shown.length
  const more = rest > 0 ? [`... and ${rest} more findings, which GitHub would not show: see --format text.\n`] : []
  return [...shown, ...more].join('')
}

function annotation({ severity, kind, site, commit, mendedBy, message }: CheckFinding): string {
  const properties = [
    `file=${property(site.path)}`,
    `line=${site.line}`,
    `col=${site.column}`,
    `title=${property(`pinwatch: ${kind}`)}`,
  ]
  const by = commit === null ? '' : `\nIntroduced by ${commit.oid.slice(0, 12)} ("${printable(commit.subject)}").`
  const mended = mendedBy === null ? '' : `\nMended by the later commit ${mendedBy.slice(0, 12)}.`
  return `::${commands[severity]} ${properties.join(',')}::${data(`${message}${by}${mended}`)}\n`
}

/** A line break would end the command, and `::` at the start of the next line begin another one. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
