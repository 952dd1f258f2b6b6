import type { CocciCall, CocciPlan } from './plan-cocci.ts'

export interface CocciHeader {
  /** Revision and commit that the calls were found in. */
  readonly revision: string
  readonly commit: string
  /** Lines about what Coccinelle made of it. */
  readonly remarks: readonly string[]
}

/**
 * A semantic patch for spatch 1.1 or newer with Python, in the manner of scripts/coccinelle of the kernel: with `-D report` or `-D context`
 * it finds the open acquires and nothing else, with `-D patch` it renames acquires and their releases where that is certain.
 *
 * Coccinelle cannot say "in this file", and a name may be a call's in several: a script compares the place of each match with a table.
 */
export function composeCocci(plan: CocciPlan, header: CocciHeader): string {
  const parts = [composeHeader(plan, header)]
  if (plan.open.length > 0) {
    parts.push(prelude, script(plan), findRules(plan.open))
    if (plan.rewritten.length > 0) parts.push(patchRules(plan))
  }
  return `${parts.join('\n')}\n`
}

function composeHeader({ open, rewritten, unnamed }: CocciPlan, { revision, commit, remarks }: CocciHeader): string {
  const left = unnamed.map(({ path, line, api }) => `outside any function, and not found: ${path}:${line}: ${api}()`)
  return [
    '/// Calls that take plain references to user pages and are still to be converted to pin_user_pages*() or to',
    '/// iov_iter_extract_pages(). See Documentation/core-api/pin_user_pages.rst.',
    '///',
    '// Confidence: High',
    `// Comments: written by pinwatch export --cocci for ${revision} (${commit})`,
    '// Options: --no-includes --include-headers',
    '// Requires: 1.1 with Python',
    '//',
    `// -D report, -D context: ${open.length === 0 ? 'nothing is open' : `finds ${count(open)} of ${new Set(open.map(({ path }) => path)).size} files`}.`,
    `// -D patch: ${rewritten.length === 0 ? 'renames nothing; no pair of calls is certain' : 'renames acquires and releases together in'}`,
    ...[...new Set(rewritten.map((call) => `//   ${call.path}: ${call.function}()`))],
    ...[...left, ...remarks].map((line) => `// ${line}`),
    '',
  ]
    .map(harmless)
    .join('\n')
}

const count = (calls: readonly CocciCall[]): string =>
  `calls in ${calls.length === 1 ? '1 function' : `${calls.length} functions`}`

/** A comment ends with its line, and names come from the scanned tree. */
const harmless = (line: string): string => line.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')

const prelude = `virtual report
virtual context
virtual patch
`

const script = ({ open, rewritten }: CocciPlan): string => `@initialize:python@
@@
# (function, call) by file: None for all such calls, else their lines
open_acquires = ${table(open)}
certain_units = ${table(rewritten)}

def listed(table, api, place):
    for path, calls in table.items():
        if place.file == path or place.file.endswith("/" + path):
            lines = calls.get((place.current_element, api), ())
            return lines is None or int(place.line) in lines
    return False
`

function table(calls: readonly CocciCall[]): string {
  if (calls.length === 0) return '{}'
  const files = [...groupByPath(calls)].map(([path, inFile]) => {
    const entries = inFile.map(
      ({ function: name, api, lines }) =>
        `        (${literal(name)}, ${literal(api)}): ${lines === null ? 'None' : `(${lines.join(', ')},)`},`,
    )
    return `    ${literal(path)}: {\n${entries.join('\n')}\n    },`
  })
  return `{\n${files.join('\n')}\n}`
}

function groupByPath(calls: readonly CocciCall[]): ReadonlyMap<string, readonly CocciCall[]> {
  const files = new Map<string, CocciCall[]>()
  for (const call of calls) files.set(call.path, [...(files.get(call.path) ?? []), call])
  return files
}

/** A text as Python reads it. An at sign would end the script: Coccinelle looks for it before Python sees anything. */
function literal(text: string): string {
  const escaped = [...text].map((character) => {
    const code = character.codePointAt(0) ?? 0
    if (character === '"' || character === '\\') return `\\${character}`
    return code < 0x20 || code > 0x7e || character === '@' ? `\\U${code.toString(16).padStart(8, '0')}` : character
  })
  return `"${escaped.join('')}"`
}

/** Finds calls of these names, and drops those that are not in the table. */
const choose = (
  rule: string,
  mode: string,
  names: readonly string[],
  wanted: string,
): string => `@${rule} depends on ${mode}@
identifier api = {${names.join(', ')}};
position p;
@@
api@p(...)

@script:python@
api << ${rule}.api;
p << ${rule}.p;
@@
if not listed(${wanted}, api, p[0]):
    cocci.include_match(False)
`

const namesOf = (calls: readonly CocciCall[]): readonly string[] => [...new Set(calls.map(({ api }) => api))].sort()

const findRules = (
  open: readonly CocciCall[],
): string => `${choose('acquire', 'report || context', namesOf(open), 'open_acquires')}
@depends on context@
identifier acquire.api;
position acquire.p;
@@
* api@p(...)

@script:python depends on report@
api << acquire.api;
p << acquire.p;
@@
coccilib.report.print_report(p[0], "%s() in %s() is still to be converted" % (api, p[0].current_element))
`

/** One rule for all names: a place cannot be handed on from a rule that changes it to another. */
const patchRules = ({ rewritten, renames }: CocciPlan): string => {
  const arms = [...renames].map(([from, to]) => `- ${from}@p\n+ ${to}\n  (...)\n`)
  return `${choose('unit', 'patch', namesOf(rewritten), 'certain_units')}
@depends on patch@
position unit.p;
@@
(
${arms.join('|\n')})
`
}
