import type { Node } from 'web-tree-sitter'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import { ancestors, declaredIdentifier } from '#scanner/testing/tree-sitter-oracle.ts'

/**
 * Why we and tree-sitter differ, as rules that look at the tree of the very file: no list of places, so that the oracle
 * holds for any kernel. The first rule that fits is given; `null` is a difference nobody has explained.
 */
type Rule<Subject> = readonly [name: string, fits: (subject: Subject) => boolean]

function firstFitting<Subject>(rules: readonly Rule<Subject>[], subject: Subject): string | null {
  return rules.find(([, fits]) => fits(subject))?.[0] ?? null
}

/** A place where an API's name stands before a parenthesis, or is called as tree-sitter sees it, and we have no row. */
export interface Mention {
  readonly path: string
  readonly api: string
  /** The smallest node around the name. */
  readonly node: Node
}

/** Rules for a mention without a row. Those that name a call are the deliberate ones: the row contract says so. */
export function explainMissing(mention: Mention): string | null {
  return firstFitting(missingRules, mention)
}

const missingRules: readonly Rule<Mention>[] = [
  ['call of a same-file static function of that name', (mention) => isCall(mention) && definesStatic(mention)],
  ['call of a same-file macro of that name', (mention) => isCall(mention) && definesMacro(mention)],
  ['call of a parameter of that name', (mention) => isCall(mention) && isParameter(mention)],
  ['call without the flag that takes a reference', (mention) => isCall(mention) && lacksFlag(mention)],
  ['under #if 0, which no compiler sees', ({ node }) => isNeverCompiled(node)],
  ["member of a struct, not the API's own name", ({ node }) => node.type === 'field_identifier'],
  ['declared or defined at the top of the file', ({ node }) => isDeclaredAtTop(node)],
  ['macro of that name is defined', ({ node }) => isMacroName(node)],
]

function isNeverCompiled(node: Node): boolean {
  let inside = node
  for (const around of ancestors(node)) {
    const isOff = around.type === 'preproc_if' && around.childForFieldName('condition')?.text === '0'
    if (isOff && around.childForFieldName('alternative')?.id !== inside.id) return true
    inside = around
  }
  return false
}

function isCall({ node }: Mention): boolean {
  return isCallee(node)
}

export function isCallee(node: Node): boolean {
  return node.parent?.type === 'call_expression' && node.parent.childForFieldName('function')?.id === node.id
}

/** Elsewhere than in a `.c` file a static function is what all others call: there it is the API. */
function definesStatic({ path, api, node }: Mention): boolean {
  if (!path.endsWith('.c')) return false
  return node.tree.rootNode.descendantsOfType(['function_definition', 'declaration']).some((declaration) => {
    if (declaration === null || declaredIdentifier(declaration.childForFieldName('declarator'))?.text !== api)
      return false
    return declaration.namedChildren.some(
      (child) => child?.type === 'storage_class_specifier' && child.text === 'static',
    )
  })
}

function definesMacro({ path, api, node }: Mention): boolean {
  if (!path.endsWith('.c')) return false
  const macros = node.tree.rootNode.descendantsOfType(['preproc_def', 'preproc_function_def'])
  return macros.some((macro) => macro?.childForFieldName('name')?.text === api)
}

function isParameter({ api, node }: Mention): boolean {
  const head = ancestors(node).find(({ type }) => type === 'function_definition')
  const parameters = head?.childForFieldName('declarator')?.descendantsOfType('parameter_declaration') ?? []
  return parameters.some((it) => declaredIdentifier(it?.childForFieldName('declarator') ?? null)?.text === api)
}

function lacksFlag({ api, node }: Mention): boolean {
  const flag = apiByName.get(api)?.needsFlag ?? null
  const written = node.parent?.childForFieldName('arguments')?.text
  return flag !== null && written !== undefined && !new RegExp(`\\b${flag}\\b`).test(written)
}

const topLevel =
  /^(?:function_declarator|pointer_declarator|declaration|function_definition|translation_unit|preproc_\w+)$/

function isDeclaredAtTop(node: Node): boolean {
  return node.parent?.type === 'function_declarator' && ancestors(node).every(({ type }) => topLevel.test(type))
}

function isMacroName(node: Node): boolean {
  const isDefinition = node.parent?.type === 'preproc_function_def' || node.parent?.type === 'preproc_def'
  return isDefinition && node.parent?.childForFieldName('name')?.id === node.id
}

/** Rules for a row that tree-sitter does not see as a call; `node` is the smallest one where it stands. */
export function explainExtra(node: Node): string | null {
  return firstFitting(extraRules, node)
}

const extraRules: readonly Rule<Node>[] = [
  // tree-sitter keeps a macro's body as one piece of text
  ['inside a #define body', (node) => node.type === 'preproc_arg'],
  ['name in parentheses', (node) => node.parent?.type === 'parenthesized_expression' && isCallee(node.parent)],
  ['inside a region that tree-sitter marks ERROR', (node) => node.isError || ancestors(node).some((it) => it.isError)],
]

/** A row whose function tree-sitter calls otherwise. `theirs` is what it takes for the head of the function. */
export interface NamedDifferently {
  readonly ours: string | null
  readonly theirs: FunctionHead
}

/** What tree-sitter has around a row: a definition, a block at the top of the file, or nothing. */
export type FunctionHead =
  | { readonly kind: 'definition'; readonly node: Node; readonly name: string | null }
  | { readonly kind: 'block'; readonly node: Node; readonly name: null }
  | { readonly kind: 'none'; readonly name: null }

export function findHead(node: Node): FunctionHead {
  const around = ancestors(node)
  const definition = around.find(({ type }) => type === 'function_definition')
  if (definition !== undefined) {
    const name = declaredIdentifier(definition.childForFieldName('declarator'))?.text ?? null
    return { kind: 'definition', node: definition, name }
  }
  const macro = around.find(({ type }) => type === 'preproc_def' || type === 'preproc_function_def')
  if (macro !== undefined) {
    return { kind: 'definition', node: macro, name: macro.childForFieldName('name')?.text ?? null }
  }
  const block = around.findLast(({ type }) => type === 'compound_statement')
  return block === undefined ? { kind: 'none', name: null } : { kind: 'block', node: block, name: null }
}

export function explainName(difference: NamedDifferently): string | null {
  return firstFitting(nameRules, difference)
}

const nameRules: readonly Rule<NamedDifferently>[] = [
  ['name(void) behind an unknown type is taken for a type and a declarator `(void)`', isVoidDeclarator],
  ['template head: named as it is written', isTemplate],
  ['statement macro with a block is taken for a function', isStatementMacro],
  ['head that a macro writes is taken for a call and a block', isDefiningMacroCall],
  ['ERROR in the declarator', hasErrorInDeclarator],
]

function isVoidDeclarator({ ours, theirs }: NamedDifferently): boolean {
  if (theirs.kind !== 'definition') return false
  const isVoid = theirs.node.childForFieldName('declarator')?.text === '(void)'
  return isVoid && theirs.node.childForFieldName('type')?.text === ours
}

/** `static CLOSURE_CALLBACK(done) {`: a macro of another file writes the name. */
function isTemplate({ ours, theirs }: NamedDifferently): boolean {
  if (theirs.kind !== 'definition') return false
  const type = theirs.node.childForFieldName('type')?.text ?? ''
  const declarator = theirs.node.childForFieldName('declarator')?.text ?? ''
  return /^[A-Z][A-Z0-9_]*$/.test(type) && `${type}${declarator}` === ours
}

/** `for_each_zone(zone) {` inside a function that both name alike. */
function isStatementMacro({ ours, theirs }: NamedDifferently): boolean {
  if (theirs.kind !== 'definition') return false
  const declarator = theirs.node.childForFieldName('declarator')
  if (declarator?.type !== 'parenthesized_declarator') return false
  const outer = findHead(theirs.node)
  return outer.name !== null ? outer.name === ours : explainName({ ours, theirs: outer }) !== null
}

/** `SYSCALL_DEFINE2(swapon, …) {`: the call in front of the block has our name for its first argument. */
function isDefiningMacroCall({ ours, theirs }: NamedDifferently): boolean {
  if (theirs.kind !== 'block') return false
  const before = theirs.node.previousNamedSibling
  const call = before?.descendantsOfType('call_expression')[0]
  return call?.childForFieldName('arguments')?.firstNamedChild?.text === ours
}

function hasErrorInDeclarator({ theirs }: NamedDifferently): boolean {
  return theirs.kind === 'definition' && theirs.node.childForFieldName('declarator')?.hasError === true
}
