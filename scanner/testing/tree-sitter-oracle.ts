import { fileURLToPath } from 'node:url'
import { Language, type Node, Parser, Query } from 'web-tree-sitter'

/** A second reader of C, which we did not write. */
export interface TreeSitter {
  /** Parses one file and hands its tree on; it is freed before this returns, since WASM memory is never collected. */
  parse<T>(text: string, use: (tree: ParsedTree) => T): T
  close(): void
}

export interface ParsedTree {
  readonly root: Node
  /** The identifiers that are called directly, `name(…)`, in source order. */
  readonly callees: readonly Node[]
}

/**
 * Loads tree-sitter-c as npm has it. Give it text in Latin-1: it counts characters, and only there is a character
 * a byte, as in our rows.
 */
export async function openTreeSitter(): Promise<TreeSitter> {
  await Parser.init()
  const language = await Language.load(fileURLToPath(import.meta.resolve('tree-sitter-c/tree-sitter-c.wasm')))
  const parser = new Parser().setLanguage(language)
  const calls = new Query(language, '(call_expression function: (identifier) @callee)')
  return {
    parse(text, use) {
      const tree = parser.parse(text)
      if (tree === null) throw new Error('tree-sitter gave no tree')
      try {
        return use({ root: tree.rootNode, callees: calls.captures(tree.rootNode).map(({ node }) => node) })
      } finally {
        tree.delete()
      }
    },
    close() {
      calls.delete()
      parser.delete()
    },
  }
}

/** What stands around a node, innermost first, without the node itself. */
export function ancestors(node: Node): readonly Node[] {
  const around: Node[] = []
  for (let at = node.parent; at !== null; at = at.parent) around.push(at)
  return around
}

/** The identifier that a declarator declares: `*f(int a)` declares `f`. `null` if there is none. */
export function declaredIdentifier(declarator: Node | null): Node | null {
  let at = declarator
  while (at !== null && at.type !== 'identifier') {
    at = at.childForFieldName('declarator') ?? at.namedChildren.find((child) => isDeclarator(child)) ?? null
  }
  return at
}

function isDeclarator(node: Node | null): boolean {
  return node !== null && (node.type === 'identifier' || node.type.endsWith('_declarator'))
}
