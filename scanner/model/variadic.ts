/** More than any API takes behind what a macro names. */
const countMax = 8

/**
 * What a macro is given beyond its named parameters, one name a value: `__VA_ARGS__`, `__VA_ARGS__$1` …, or by the name in front of the dots.
 * Both its parameters and the arguments that it hands on are written so, so that places stay in step.
 */
export function variadicNames(name: string): readonly string[] {
  return Array.from({ length: countMax }, (_, index) => (index === 0 ? name : `${name}$${index}`))
}

/** How many of a call's arguments are there for certain: the rest may be given to a macro, or not. */
export function certainCount(texts: readonly string[]): number {
  const second = texts.findIndex((text) => text.endsWith('$1'))
  return second < 0 ? texts.length : second - 1
}
