import type { Mentions } from './find-mentions.ts'
import type { KeptBodies } from './reading.ts'
import type { Structure } from './structure.ts'

/** Bodies with a row or, in a file of users, a call of a wrapper of another file; definitions of catalogue names, and whoever calls one of these in the same file. */
export function keepBodies(structure: Structure, mentions: Mentions): ReadonlySet<number> {
  const kept = new Set<number>()
  const queue: number[] = []
  const followed = new Set<string>()
  const keep = (index: number) => {
    if (index < 0 || kept.has(index)) return
    kept.add(index)
    queue.push(index)
  }
  for (const token of mentions.rows) keep(structure.bodyOf[token] ?? -1)
  if (mentions.telling) for (const token of mentions.wrappers) keep(structure.bodyOf[token] ?? -1)
  const defined = new Set(mentions.declarations)
  structure.bodies.forEach((body, index) => {
    if (defined.has(body.nameToken)) keep(index)
  })
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    const body = structure.bodies[index]
    if (body === undefined || followed.has(body.name)) continue
    followed.add(body.name)
    for (const caller of mentions.callers.get(body.name) ?? []) keep(caller)
  }
  return kept
}

/** Facts number their functions anew, in source order. */
export function numberBodies(kept: readonly number[]): KeptBodies {
  const bodies = [...kept].sort((a, b) => a - b)
  return { bodies, indexOf: new Map(bodies.map((body, index) => [body, index])) }
}
