/**
 * Whether a file is looked at, by its name: what a build compiles as C or C++, and what such files include. Vendors ship C as `.c_shipped`, and
 * write parts of a file as `.inc`.
 */
export function isSourceName(name: string): boolean {
  return sourceName.test(name)
}

const sourceName = /\.(?:[ch](?:_shipped)?|cc|cpp|cxx|hpp|inc|inl)$/
