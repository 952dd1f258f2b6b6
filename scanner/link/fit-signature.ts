import type { Api, VersionWindow } from '#scanner/model/api.ts'
import { type Arms, type Versions, versionNumber, versionOf, versionsOf } from '#scanner/model/arms.ts'
import { signatures } from '#scanner/model/catalogue/signatures.ts'
import type { Argument, Call, FunctionFacts } from '#scanner/model/facts.ts'
import type { Survey } from '#scanner/model/linked.ts'
import { certainCount } from '#scanner/model/variadic.ts'

/** The arguments of a call as one form of its API takes them. */
export interface FittedCall {
  readonly arguments: readonly Argument[]
  /** Names of the parameters; `null` where no form has as many. */
  readonly parameters: readonly string[] | null
  /** The form hands its carrier back, and takes none. */
  readonly returnsCarrier?: boolean
}

/**
 * Which form of its API a call has: of those with as many parameters the one that its arguments suit, that was there in
 * the versions it is compiled for, and that the tree's own header declares. Of a list with conditionals each way to read
 * it is tried.
 */
export function fitSignature(api: Api, call: Call, inside: FunctionFacts | null, survey: Survey): FittedCall {
  const lists = call.variants ?? [{ arms: call.arms ?? [], arguments: call.arguments }]
  let best: FittedCall = { arguments: call.arguments, parameters: null }
  let bestScore = Number.NEGATIVE_INFINITY
  for (const { arms, arguments: given } of lists) {
    for (const form of formsOf(api, survey)) {
      const { length } = form.parameters
      if (length > given.length || length < certainCount(given.map(({ text }) => text))) continue
      const score = scoreOf(form, given, inside, arms)
      if (score <= bestScore) continue
      bestScore = score
      best = { arguments: length === given.length ? given : given.slice(0, length), ...form }
    }
  }
  return best
}

interface Form {
  readonly parameters: readonly string[]
  readonly window: VersionWindow | null
  readonly returnsCarrier?: boolean
}

/** That of the tree first, so that it wins among equals; then the newest. */
function formsOf(api: Api, { signatures: ofTree }: Survey): readonly Form[] {
  const own = ofTree.get(api.name)?.map(({ name }) => name)
  const known = signatures.get(api.name) ?? []
  return own === undefined || own.every((name) => name === '') ? known : [{ parameters: own, window: null }, ...known]
}

function scoreOf(
  { parameters, window }: Form,
  given: readonly Argument[],
  inside: FunctionFacts | null,
  arms: Arms,
): number {
  // a header decides for what it was written for: the versions that no condition tells apart
  let score = window === null ? 4 : overlaps(window, versionsOf(arms)) ? 0 : -6
  parameters.forEach((parameter, index) => {
    const argument = given[index]
    if (argument !== undefined) score += suits(parameter, argument, inside)
  })
  return score
}

/** How well an argument suits a parameter, by what can be seen of it: -3 to 3. */
function suits(parameter: string, argument: Argument, inside: FunctionFacts | null): number {
  const { text } = argument
  const isFlag = text.includes('FOLL_')
  switch (parameter) {
    case 'tsk':
      return /\bcurrent$|\btsk\b|\btask\b/.test(text) || typeOf(argument, inside) === 'task_struct'
        ? 3
        : isZero(text)
          ? 1
          : -1
    case 'mm':
      return /mm/.test(text) || typeOf(argument, inside) === 'mm_struct' ? 2 : -1
    case 'pages':
      if (typeOf(argument, inside) === 'page') return 3
      return isFlag || /^\d*[1-9]\d*$/.test(text)
        ? -3
        : argument.path === null && !isZero(text)
          ? -1
          : /page/.test(text)
            ? 2
            : 0
    case 'gup_flags':
    case 'write':
    case 'force':
      if (typeOf(argument, inside) === 'page' || text === 'NULL') return -3
      return isFlag ? (parameter === 'gup_flags' ? 3 : -1) : 0
    case 'q':
      return typeOf(argument, inside) === 'request_queue' ? 3 : /(?:^|\W)(?:q|\w*queue)$/.test(text) ? 2 : 0
    case 'rq':
      return typeOf(argument, inside) === 'request' ? 3 : /(?:^|\W)(?:rq|req|request)$/.test(text) ? 2 : 0
    case 'vmas':
    case 'locked':
      return isFlag || typeOf(argument, inside) === 'page' ? -3 : text === 'NULL' ? 1 : 0
    default:
      return text === 'NULL' || isFlag ? -2 : 0
  }
}

function isZero(text: string): boolean {
  return text === 'NULL' || text === '0'
}

/** Name of the struct that an argument's own variable is of, where the function declares it. */
function typeOf({ path }: Argument, inside: FunctionFacts | null): string | null {
  if (path === null || inside === null || path.steps.some((step) => step.startsWith('.') || step.endsWith('()')))
    return null
  const parameter = inside.parameters.find(({ name }) => name === path.base)
  if (parameter !== undefined) return /\bstruct (\w+)/.exec(parameter.type)?.[1] ?? null
  return inside.locals.find(({ name }) => name === path.base)?.type ?? null
}

function overlaps({ since, until }: VersionWindow, { since: first, before }: Versions): boolean {
  const from = since === null ? 0 : versionOf(since)
  // up to the last of its line: `4.8` holds for 4.8.17
  const [major = 0, minor = 0] = (until ?? '').split('.').map(Number)
  const to = until === null ? Number.POSITIVE_INFINITY : versionNumber(major, minor + 1, 0)
  return from < before && first < to
}
