import { composeFigures, type Figure, isReached, summarize } from './compose-figures.ts'
import { formatColumns, formatFigure } from './format-figure.ts'
import type { Scope } from './list-scope.ts'
import type { Round } from './measure-rounds.ts'
import type { SpatchComparison } from './measure-spatch.ts'
import { formatService } from './service/format-service.ts'
import type { ServiceReport } from './service/measure-service.ts'

/** Everything that was measured, and on what. */
export interface Report {
  readonly revision: { readonly name: string; readonly commit: string }
  readonly before: { readonly name: string; readonly commit: string } | null
  readonly machine: {
    readonly cores: number
    readonly model: string
    readonly node: string
    readonly git: string
    /** `null` if it is not installed or was left out. */
    readonly spatch: string | null
  }
  readonly repository: { readonly packs: number; readonly looseObjects: number }
  readonly scope: Pick<Scope, 'blobs' | 'bytes'>
  readonly rounds: readonly Round[]
  readonly comparison: SpatchComparison | null
  /** `null` if it was left out. */
  readonly service: ServiceReport | null
  /** Why there is no comparison with Coccinelle. */
  readonly noComparison: string | null
}

/** The report as a table for people, with what each number compares. */
export function formatReport(report: Report): string {
  const { revision, before, machine, repository, scope, rounds } = report
  const header = [
    `${revision.name} (${revision.commit.slice(0, 12)})${before === null ? '' : `, after ${before.name}`}: `,
    `${scope.blobs.toLocaleString('en')} C files and headers, ${(scope.bytes / 1e6).toFixed(0)} MB; `,
    `${repository.packs} packs, ${repository.looseObjects.toLocaleString('en')} loose objects\n`,
    `${machine.cores} cores (${machine.model}), node ${machine.node}, ${machine.git}; `,
    `${rounds.length} rounds in turn: median and range of each round's own ratio\n\n`,
  ]
  const figures = composeFigures(rounds, report.comparison)
  const table = formatColumns([
    ['what', 'measured', 'range', 'target', 'reached', 'load'],
    ...figures.map((figure) => formatFigure(figure)),
  ])
  const times = formatColumns([
    ['time', 'median', 'range', '', '', 'load'],
    ...timesOf(report).map((figure) => formatFigure(figure)),
  ])
  const service = report.service === null ? '' : `\n${formatService(report.service)}`
  return [...header, table, '\n', times, '\n', ...notesOf(report).map((note) => `${note}\n`), service].join('')
}

/** The report for machines: figures with targets, and every sample. */
export function composeJson(report: Report): string {
  const figures = composeFigures(report.rounds, report.comparison)
  return `${JSON.stringify({ ...report, figures: figures.map((figure) => ({ ...figure, reached: isReached(figure) })) }, null, 2)}\n`
}

function timesOf({ rounds, comparison }: Report): readonly Figure[] {
  const next = rounds.flatMap(({ next }) => (next === null ? [] : [next]))
  const kinds = [
    ['git grep, all names', rounds.map(({ grep }) => grep)],
    ['git grep, 14 stems', rounds.map(({ stems }) => stems)],
    ['reading alone', rounds.map(({ floor }) => floor)],
    ['cold scan', rounds.map(({ cold }) => cold)],
    ['repeated scan', rounds.map(({ repeat }) => repeat)],
    ['next release', next],
    ['Coccinelle', comparison === null ? [] : [comparison.spatch]],
  ] as const
  return kinds
    .filter(([, samples]) => samples.length > 0)
    .flatMap(([name, samples]) => {
      const computed = samples.flatMap(({ processorMs, load }) =>
        processorMs === null ? [] : [{ value: processorMs, load }],
      )
      return [
        { name, samples },
        { name: `${name}, processor`, samples: computed },
      ]
    })
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, samples }) => ({ name, unit: 'seconds', ...summarize(samples, 1e-3), target: null }))
}

function notesOf({ comparison, noComparison, machine }: Report): readonly string[] {
  return [
    'Scans are whole processes (pinwatch sites --format ndjson), from start to the last row, with the page cache warm;',
    'their rows are checked to be the same, cold or with known facts.',
    "git grep: -lE with every name of the catalogue, and with 14 stems that a person would type, over '*.c' '*.h' of the",
    'commit, in the C locale; it also looks into Documentation, tools, samples and scripts, which a scan leaves out.',
    'Processor time is that of a process and all that it started, user and system.',
    'Reading alone: two git cat-file --batch --buffer, half of the cold scan’s blobs each, into /dev/null.',
    ...(comparison === null
      ? [`Coccinelle: ${noComparison ?? 'not measured'}.`]
      : [
          `Coccinelle: ${machine.spatch ?? 'spatch'} with one rule (any call of a catalogue name) and -j ${machine.cores}, over the ${comparison.files}`,
          'files that name an API, found and unpacked for it beforehand, untimed; the scan finds them in the packs itself,',
          `pairs, judges and finds owners. One run, two cold scans before and two after; it matched ${comparison.lines.toLocaleString('en')} lines.`,
        ]),
  ]
}
