import type { Colors } from 'picocolors/types'
import { formatAddress } from '#scanner/model/format-address.ts'
import { printable } from '#scanner/model/printable.ts'
import {
  findingSentences,
  type Grade,
  type PairEnd,
  progressStatuses,
  type RuleName,
  reasonSentences,
  ruleSentences,
  type SiteRow,
  type Status,
  type Via,
} from '#scanner/model/site.ts'
import { colorStatus } from './color-status.ts'
import { type ExplainedEnd, formatBeside } from './format-beside.ts'
import { type Excerpt, formatExcerpt } from './format-excerpt.ts'

export interface ExplainOptions {
  readonly colors: Colors
  readonly excerpt: Excerpt | null
  /** What the judgement rests on, a sentence each. */
  readonly evidence: readonly string[]
  /** The pairs of the site, as far as their code is shown. */
  readonly pairs: readonly ExplainedPair[]
}

/** One pair: its rule and grade, both ends with their code, and the steps that lead from the acquire to the release. */
export interface ExplainedPair {
  readonly rule: RuleName
  readonly grade: Grade
  readonly acquire: ExplainedEnd
  readonly release: ExplainedEnd
  readonly steps: readonly { readonly path: string; readonly line: number; readonly text: string }[]
}

/** Everything known of one site, for `--explain ID`: where, the code, the status and why, the pairs, the owners. */
export const formatExplain = (row: SiteRow, { colors, excerpt, evidence, pairs }: ExplainOptions): string => {
  const blocks = [
    [colors.bold(place(row)), `${row.api}()${inFunction(row.function)}, ordinal ${row.ordinal}, id ${row.id}`],
    excerpt === null ? [] : formatExcerpt(excerpt, { line: row.line, colors }),
    [
      ...section('Status', [
        `${colorStatus(row.status, row.status, colors)} (${row.reason})`,
        reasonSentences[row.reason],
      ]),
      ...section('Kind', [kindLine(row)]),
      ...section('Convert to', row.target === null ? [] : [`${row.target}()`]),
      ...section('Case', caseLines(row)),
    ],
    section(
      'Findings',
      row.findings.map((finding) => `${finding}: ${findingSentences[finding]}`),
    ),
    section(row.role === 'acquire' ? 'Released' : 'Acquired', pairLines(row)),
    section('Reached by', row.via.map(viaLine)),
    section('Evidence', evidence.map(printable)),
    section('Sections', row.subsystems.map(printable)),
    section(
      'People',
      row.maintainers.map((person) => printable(`${formatAddress(person)} (${person.role})`)),
    ),
    ...pairs.map((pair) => pairBlock(pair, colors)),
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`
}

/** The rule's sentence, the chain, and both ends beside each other. */
const pairBlock = ({ rule, grade, acquire, release, steps }: ExplainedPair, colors: Colors): readonly string[] => [
  ...section('Pair', [
    `${grade}, by ${rule}: ${ruleSentences[rule]}`,
    ...steps.map(({ path, line, text }, index) => `${index + 1}. ${printable(`${path}:${line}  ${text}`)}`),
  ]),
  '',
  ...formatBeside(acquire, release, { colors }),
]

const labelWidth = 12

/** Lines under a label on the left; nothing at all where there are none. */
const section = (label: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => `${(index === 0 ? label : '').padEnd(labelWidth)}${line}`)

const place = (row: SiteRow): string => `${printable(row.path)}:${row.line}:${row.column}`

const inFunction = (name: string | null): string =>
  name === null ? ', outside any function' : ` in ${printable(name)}`

const kindLine = (row: SiteRow): string => `${row.role}, family ${row.family}, class ${row.class}`

const caseLines = (row: SiteRow): readonly string[] => {
  if (row.case === null && !row.longterm) return []
  const parts = [
    ...(row.case === null ? [] : [`case ${row.case} of pin_user_pages.rst`]),
    ...(row.longterm ? ['FOLL_LONGTERM'] : []),
  ]
  return [parts.join(', ')]
}

/** That no pair was found is worth a line only where a pair was looked for. */
const pairLines = (row: SiteRow): readonly string[] => {
  if (row.pairs.length > 0) return row.pairs.map(pairLine)
  return (progressStatuses as readonly Status[]).includes(row.status) ? ['no pair was found'] : []
}

const pairLine = (end: PairEnd): string =>
  `${printable(end.path)}:${end.line}  ${end.api}()${inFunction(end.function)}  ${end.grade}, by ${end.rule}  id ${end.id}`

const viaLine = (via: Via): string => `${printable(via.path)}:${via.line}${inFunction(via.function)}`
