import type { Remark } from './facts.ts'
import type { LinkedTree, Site } from './linked.ts'
import type { Triage } from './triage/triage.ts'

/** A comment whose reason was understood. */
export type ReadRemark = Remark & { readonly reason: string }

/** The comment that says why a call stays: on its line or the one above. `null`: there is none, or it cannot be read. */
export function remarkOf({ file, call }: Site): ReadRemark | null {
  for (const { reason, ...remark } of file.facts.remarks ?? [])
    if (reason !== null && (remark.line === call.line || remark.line === call.line - 1)) return { ...remark, reason }
  return null
}

/** A comment as what people say of a site: beside the scanner's word, never over it. */
export function triageOfRemark({ case: picked, reason }: Pick<ReadRemark, 'case' | 'reason'>, date: Date): Triage {
  return {
    verdict: 'stays',
    ...(picked === null ? {} : { case: picked }),
    text: reason,
    by: 'a comment beside the call',
    // the code says so as of this revision
    date: date.toISOString().slice(0, 10),
  }
}

/** Comments of a revision that belong to no call, or say nothing that is understood, as sentences. */
export function describeStrayRemarks({ files, sites }: Pick<LinkedTree, 'files' | 'sites'>): readonly string[] {
  const used = new Set(
    sites.flatMap((site) => {
      const remark = remarkOf(site)
      return remark === null ? [] : [`${site.file.path} ${remark.line}`]
    }),
  )
  return files.flatMap(({ path, facts }) =>
    (facts.remarks ?? []).flatMap(({ line, reason }) => {
      if (reason === null)
        return [`${path}:${line}: this comment is not understood. Write: pinwatch: stays on gup (case 4): REASON.`]
      if (used.has(`${path} ${line}`)) return []
      return [`${path}:${line}: a comment says why a call stays on gup, and no call is on its line or the next.`]
    }),
  )
}
