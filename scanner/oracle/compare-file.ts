import type { Node } from 'web-tree-sitter'
import { rowApis } from '#scanner/model/catalogue/index.ts'
import type { ParsedTree, TreeSitter } from '#scanner/testing/tree-sitter-oracle.ts'
import { explainExtra, explainMissing, explainName, findHead, isCallee } from './explain-differences.ts'

/** What of a row is compared. */
export interface RowPlace {
  readonly line: number
  readonly column: number
  readonly api: string
  readonly function: string | null
}

/** `missing`: named there, and no row; `extra`: a row, and no call to tree-sitter; `name`: the function's name differs. */
export interface Difference {
  readonly kind: 'missing' | 'extra' | 'name'
  /** `path:line:column api`, and for a name both of them. */
  readonly place: string
  /** `null` if no rule explains it. */
  readonly rule: string | null
}

export interface Comparison {
  readonly differences: readonly Difference[]
  /** Rows that tree-sitter sees as calls too. */
  readonly agreed: number
  /** Names in comments and strings, as tree-sitter delimits them. */
  readonly inText: number
}

const names = new Set(rowApis.map(({ name }) => name))
// also behind `(name)`, and wherever tree-sitter lost its way and sees no call at all
const mention = new RegExp(`\\b(?:${[...names].join('|')})\\b(?=\\s*\\)?\\s*\\()`, 'g')
const notCode = /^(?:comment|string_\w+|char_literal|character|system_lib_string|escape_sequence)$/

/** Compares our rows of one file with what tree-sitter makes of it. */
export function compareFile(
  treeSitter: TreeSitter,
  path: string,
  content: Buffer,
  rows: readonly RowPlace[],
): Comparison {
  const text = content.toString('latin1')
  return treeSitter.parse(text, (tree) => compareTree(tree, path, text, rows))
}

function compareTree(tree: ParsedTree, path: string, text: string, rows: readonly RowPlace[]): Comparison {
  const differences: Difference[] = []
  let agreed = 0
  let inText = 0
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const rowAt = new Map(rows.map((row) => [(lineStarts[row.line - 1] ?? -1) + row.column - 1, row]))

  for (const [offset, row] of rowAt) {
    const place = `${path}:${row.line}:${row.column} ${row.api}`
    const node = nodeAt(tree, offset)
    if (isCallee(node) && node.text === row.api) agreed++
    else differences.push({ kind: 'extra', place, rule: explainExtra(node) })
    const theirs = findHead(node)
    if (theirs.name !== row.function) {
      const rule = explainName({ ours: row.function, theirs })
      differences.push({ kind: 'name', place: `${place} ours ${row.function}, theirs ${theirs.name}`, rule })
    }
  }

  const called = tree.callees.filter((node) => names.has(node.text)).map(({ startIndex }) => startIndex)
  const mentioned = [...text.matchAll(mention)].map(({ index }) => index)
  for (const offset of new Set([...called, ...mentioned])) {
    if (rowAt.has(offset)) continue
    const node = nodeAt(tree, offset)
    if (notCode.test(node.type)) {
      inText++
      continue
    }
    const api = /^\w+/.exec(text.slice(offset))?.[0] ?? ''
    const line = lineStarts.findLastIndex((start) => start <= offset)
    const place = `${path}:${line + 1}:${offset - (lineStarts[line] ?? 0) + 1} ${api}`
    differences.push({ kind: 'missing', place, rule: explainMissing({ path, api, node }) })
  }
  return { differences, agreed, inText }
}

function nodeAt({ root }: ParsedTree, offset: number): Node {
  return root.descendantForIndex(offset, offset + 1) ?? root
}
