/** Words that stand before a parenthesis without being called, or before a call without being its type. */
export const controlWords: ReadonlySet<string> = new Set([
  'if',
  'for',
  'while',
  'switch',
  'return',
  'else',
  'do',
  'case',
  'default',
  'goto',
  'break',
  'continue',
  'sizeof',
  'typeof',
  '__typeof__',
  '_Alignof',
  '__alignof__',
  'defined',
])

export const aggregateWords: ReadonlySet<string> = new Set(['struct', 'union', 'enum'])

/** Annotations with arguments that kernel code writes in front of or behind a function's declarator. */
const annotation =
  /^(?:__attribute__|__attribute|__declspec|__printf|__scanf|__strftime|__aligned|__section|__alloc_size|__realloc_size|__no_sanitize|__malloc|__assume_aligned|__alias|__acquires\w*|__releases\w*|__must_hold\w*|__cond_\w+|__guarded_by|__excludes\w*|__no_context_analysis|__context__|__cleanup|__nonnull|__counted_by\w*|__regparm|__target|__diagnose_\w+|__designated_init|__printf_like|_printf|__cfi_\w+|__ref\w*|asm|__asm__)$/

export function isAnnotation(word: string): boolean {
  return annotation.test(word)
}

/** `SYSCALL_DEFINE3`, `COMPAT_SYSCALL_DEFINE6`, `PPC32_SYSCALL_DEFINE4`, `BPF_CALL_2`: the first argument is the name. */
const definingMacro = /^(?:\w+_)?SYSCALL\w*_DEFINE\w*$|^BPF_CALL_\w+$/

export function isDefiningMacro(word: string): boolean {
  return definingMacro.test(word)
}
