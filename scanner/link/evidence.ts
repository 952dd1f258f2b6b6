import type { EvidenceStep } from '#scanner/model/linked.ts'
import type { TracedSite } from './trace-sites.ts'

/** A step whose file is named, whatever it is. */
export interface PlacedStep {
  readonly path: string
  readonly line: number
  readonly text: string
}

/** An acquire and the calls that it is reached by, in the order in which the pages travel: outwards. */
export function acquireSteps({ site, through }: TracedSite): readonly PlacedStep[] {
  return [
    { path: site.file.path, line: site.call.line, text: `${site.api.name}() takes the pages` },
    ...[...through].reverse().map(({ path, line, callee }) => ({ path, line, text: `${callee}() hands them on` })),
  ]
}

/** The calls that lead to a release, and the release itself: inwards. */
export function releaseSteps({ site, through }: TracedSite): readonly PlacedStep[] {
  return [
    ...through.map(({ path, line, callee }) => ({ path, line, text: `${callee}() is given them to drop` })),
    { path: site.file.path, line: site.call.line, text: `${site.api.name}() drops them` },
  ]
}

/** Steps as they are shown: the file is said only where it is not the acquire's; a step in place twice is said once. */
export function inFile(acquirePath: string, steps: readonly PlacedStep[]): readonly EvidenceStep[] {
  const seen = new Set<string>()
  return steps.flatMap(({ path, line, text }) => {
    const name = `${path}\n${line}\n${text}`
    if (seen.has(name)) return []
    seen.add(name)
    return [path === acquirePath ? { line, text } : { path, line, text }]
  })
}

/** `dma.map` as C writes it, as far as a key can tell: `dma->map`. */
export function shown(key: string): string {
  return key.replace('.', '->')
}
