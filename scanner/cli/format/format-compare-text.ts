import type { Colors } from 'picocolors/types'
import { printable } from '#scanner/model/printable.ts'
import type { Change } from '#scanner/run/compare-scans.ts'
import { colorStatus } from './color-status.ts'
import { type Compared, listedKinds, rowOf } from './compared.ts'

const headings = {
  regressed: 'Regressed: undone, or mismatched now',
  appeared: 'Appeared: new sites',
  converted: 'Converted',
  gone: 'Gone: the call is no longer there',
} as const

/**
 * For people: what changed, what hurts first, a site a line that begins with `path:line:` as that of `sites` does; of a site that is gone the
 * place where it was. Sites that are open as before are a number, since `sites` lists them.
 */
export function formatCompareText({ from, to, comparison }: Compared, colors: Colors): string {
  const { changes, open } = comparison
  const parts = listedKinds.flatMap((kind) =>
    changes[kind].length === 0
      ? []
      : [
          `${colors.bold(`${headings[kind]} (${changes[kind].length})`)}\n${changes[kind].map((change) => line(change, colors)).join('')}`,
        ],
  )
  const nothing = `No site appeared, went, was converted or regressed from ${printable(from.revision)} to ${printable(to.revision)}.\n`
  const rest =
    open.length === 0
      ? 'No acquire is open'
      : `${open.length} ${open.length === 1 ? 'acquire is' : 'acquires are'} open`
  return `${parts.length === 0 ? nothing : parts.join('\n')}\n${rest} in ${printable(to.revision)}.\n`
}

function line(change: Change, colors: Colors): string {
  const row = rowOf(change)
  if (row === null) return ''
  const { was, is } = change
  const before = was === null || was.status === is?.status ? '' : `${colorStatus(was.status, was.status, colors)}`
  const after = is === null ? '' : colorStatus(is.status, is.status, colors)
  const status = [before, after].filter((text) => text !== '').join(' → ')
  const renamed =
    was !== null && is !== null && was.api !== is.api
      ? `${printable(was.api)} → ${printable(is.api)}`
      : printable(row.api)
  const where = row.function === null ? '' : ` in ${printable(row.function)}()`
  const moved = was !== null && is !== null && was.path !== is.path ? `, was in ${printable(was.path)}` : ''
  return `  ${printable(row.path)}:${row.line}: ${status}  ${renamed}${where}${moved}  ${colors.dim(printable(row.subsystem ?? '(no subsystem)'))}\n`
}
