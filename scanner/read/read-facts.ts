import { isUtf8 } from 'node:buffer'
import type { ReaderNames } from '#scanner/model/catalogue/index.ts'
import type { BlobFacts, Call, Handover, ReadProblemKind } from '#scanner/model/facts.ts'
import { addHandedBack, carriedNames, carriers } from './carried-names.ts'
import { codeDigests } from './digest-code.ts'
import { findMentions, isMember, type Mentions } from './find-mentions.ts'
import { keepBodies, numberBodies } from './keep-bodies.ts'
import { lex } from './lex.ts'
import { listCallbacks } from './list-callbacks.ts'
import { movingBodies } from './moving-bodies.ts'
import { indexPositions, type Positions } from './positions.ts'
import { readAliases } from './read-aliases.ts'
import { armsReader } from './read-arms.ts'
import { readCalls, withConditions } from './read-calls.ts'
import { readCleanups } from './read-cleanups.ts'
import { readDeclaration } from './read-declaration.ts'
import { type Flow, reachedNames, readFlow } from './read-flow.ts'
import { noFlows, readFlows } from './read-flows.ts'
import { listCallers, readFunctions } from './read-functions.ts'
import { readGivenTo } from './read-given-to.ts'
import { handedBodies, handoverTokens, joiningTokens, readHandovers } from './read-handovers.ts'
import { readHandsOn } from './read-hands-on.ts'
import { readPastes } from './read-pastes.ts'
import { readPointers } from './read-pointers.ts'
import { readRemarks } from './read-remarks.ts'
import { readVariables } from './read-variables.ts'
import type { Context, Reading } from './reading.ts'
import { readStructure, type Structure } from './structure.ts'
import type { Tokens } from './tokens.ts'

/**
 * Part of the key under which facts are kept. Raise it whenever the same bytes may give other facts; the test
 * `reader-version.test.ts` fails if the facts of its fixture change without it.
 */
export const readerVersion = 22

/**
 * Facts of one blob of kernel C, without preprocessing: a pure function of the bytes. Never throws; time and memory
 * are linear in the size. What could not be understood is counted in `problems`.
 */
export function readFacts(bytes: Buffer, names: ReaderNames): BlobFacts {
  const text = bytes.toString('latin1')
  const { tokens, problems, dead } = lex(text)
  const count = (kind: ReadProblemKind) => problems.set(kind, (problems.get(kind) ?? 0) + 1)
  if (!isUtf8(bytes)) count('invalid-utf8')
  for (let at = 0; at < dead.length; at += 2) {
    if (names.rows.has(text.slice(dead[at], dead[at + 1]))) count('never-compiled')
  }
  const structure = readStructure(tokens, count)
  const positions = indexPositions(text)
  const remarks = readRemarks(text, codeDigests(tokens, structure, positions))
  const bodyAt = new Map(structure.bodies.map((body) => [body.nameToken, body]))
  const reading: Reading = {
    tokens,
    structure,
    positions,
    bodyAt,
    names,
    flowOf: rememberFlows(tokens, structure, positions, names),
    armsOf: armsReader(tokens, structure),
    count,
  }
  const pointers = readPointers(reading)
  const pastes = readPastes(reading)
  const mentions = findMentions(reading, readAliases(reading), {
    aliases: [...pointers.aliases, ...pastes.aliases],
    calls: [...pointers.calls, ...pastes.calls],
    values: pointers.values,
  })

  const naming = keepBodies(structure, mentions)
  const joining = joiningTokens(reading, mentions, naming)
  const handed = mentions.telling ? handedBodies(reading, mentions, naming, joining) : new Map<number, Set<string>>()
  const moving = movingBodies(reading, mentions, naming)
  const kept = numberBodies([...new Set([...naming, ...handed.keys(), ...moving.keys()])])
  const context: Context = { ...reading, kept }
  const calls = readCalls(context, mentions.rows).map((call, index) => {
    const token = mentions.rows[index] ?? -1
    return withConditions(context, isMember(tokens, token) ? { ...call, callee: `.${call.callee}` } : call, token)
  })
  const helpers = readCalls(context, mentions.helpers)
  const carried = carriedNames(context, [...carriers(mentions), ...joining], new Map([...moving, ...handed]))
  addHandedBack(context, mentions, carried, handed)
  const reached = new Map(
    kept.bodies.map((body) => [body, reachedNames(context.flowOf(body).moves, carried.get(body) ?? new Set())]),
  )
  const handing = mentions.telling ? handoverTokens(context, mentions, reached) : joining
  const flow = mentions.telling ? readFlows(context, { ...mentions, handing, bodies: kept.bodies, reached }) : noFlows
  const variables = mentions.telling
    ? readVariables(reading, new Set([...reached.values()].flatMap((names) => [...names])))
    : []
  const withHeld = <One extends Call | Handover>(one: One, token: number | undefined): One => {
    const held = flow.held.get(token ?? -1)
    return held === undefined ? one : { ...one, held }
  }
  return {
    functions: readFunctions(context, reached, {
      givenTo: readGivenTo(context, mentions),
      handsOn: mentions.telling ? readHandsOn(context, mentions, reached) : new Map(),
      withRows: mentions.telling ? bodiesWithRows(context, mentions) : new Set(),
      stepsOf: flow.steps,
    }),
    callers: listCallers(context, mentions, naming),
    calls: calls.map((call, index) => withHeld(call, mentions.rows[index])),
    helpers,
    handovers: [
      ...readHandovers(context, handing, flow.held),
      ...readCleanups(tokens, structure, positions, kept.indexOf),
    ],
    callbacks: listCallbacks(context, naming),
    declarations: mentions.declarations.map((index) => readDeclaration(context, index)),
    ...(mentions.aliases.length === 0 ? {} : { aliases: mentions.aliases }),
    mentions: [...mentions.outside].join(' '),
    exports: mentions.exports,
    ...(variables.length === 0 ? {} : { variables }),
    ...(remarks.length === 0 ? {} : { remarks }),
    problems: Object.fromEntries([...problems].sort()),
  }
}

/** Flows of bodies, each read once. */
function rememberFlows(
  tokens: Tokens,
  structure: Structure,
  positions: Positions,
  names: ReaderNames,
): (body: number) => Flow {
  const flows = new Map<number, Flow>()
  return (body) => {
    const flow = flows.get(body) ?? readFlow(tokens, structure, positions, { index: body, names })
    flows.set(body, flow)
    return flow
  }
}

function bodiesWithRows({ structure }: Context, { rows }: Mentions): ReadonlySet<number> {
  return new Set(rows.map((token) => structure.bodyOf[token] ?? -1))
}
