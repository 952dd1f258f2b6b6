import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { SourceFile } from '#scanner/model/linked.ts'

/**
 * A tree of many times the facts: copies of all files, each copy in a directory of its own and with names of its own for
 * the functions that its files share, so that every copy links as the tree does and to nothing else.
 */
export function multiplyFacts(files: readonly SourceFile[], times: number): readonly SourceFile[] {
  const shared = new Set(
    files.flatMap(({ facts }) => facts.functions.filter(({ name }) => !apiByName.has(name)).map(({ name }) => name)),
  )
  return Array.from({ length: times }, (_, copy) => {
    const own = (name: string) => (shared.has(name) ? `${name}_${copy}` : name)
    return files.map(({ path, oid, facts }): SourceFile => {
      // linking tells functions apart by identity
      const copied = structuredClone(facts)
      const functions = copied.functions.map((inside) => ({ ...inside, name: own(inside.name) }))
      const handovers = copied.handovers.map((call) => ({ ...call, callee: own(call.callee) }))
      const callbacks = copied.callbacks.map((callback) => ({ ...callback, target: own(callback.target) }))
      const callers = copied.callers.map((one) => ({ ...one, name: own(one.name) }))
      return { path: `copy${copy}/${path}`, oid, facts: { ...copied, functions, handovers, callbacks, callers } }
    })
  }).flat()
}
