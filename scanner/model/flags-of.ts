import type { Argument, FunctionFacts } from './facts.ts'

/** The `FOLL_*` tokens that an argument may carry: written in it, or put into a local that it names. */
export function flagsOf({ text }: Argument, inside: FunctionFacts | null): ReadonlySet<string> {
  const words = new Set(text.match(/\b[A-Za-z_]\w*/g) ?? [])
  const flags = new Set([...words].filter((word) => word.startsWith('FOLL_')))
  for (const local of inside?.flags ?? []) if (words.has(local.name)) for (const flag of local.flags) flags.add(flag)
  return flags
}
