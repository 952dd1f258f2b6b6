import type { BlobFacts } from '#scanner/model/facts.ts'
import type { Pair } from '#scanner/model/linked.ts'
import { acquireSteps, inFile, releaseSteps } from './evidence.ts'
import { fits, type TracedFunction, type TracedSite } from './trace-sites.ts'

/** Objects of the kernel that pages travel in, and the part of them that the function which takes them apart is given. */
const carriers = [
  { object: /\bstruct sk_buff\b/, part: /\b(?:skb_frag_t|netmem_ref)\b/, name: 'an skb fragment' },
] as const

/**
 * Pages that are put into an object which the kernel takes apart elsewhere, in a header that everybody uses: an skb's
 * fragments are dropped by what `skb_frag_unref()` calls. The object says so by its type, nothing else is followed.
 */
export function pairCarriers(functions: readonly TracedFunction[]): readonly Pair[] {
  return carriers.flatMap(({ object, part, name }) => {
    const releases = functions.flatMap((traced) =>
      traced.file.path.endsWith('.h') ? traced.releases.filter((release) => isParameter(traced, release, part)) : [],
    )
    if (releases.length === 0) return []
    return functions.flatMap((traced) =>
      traced.acquires
        .filter((acquire) => acquire.site.file === traced.file && isParameter(traced, acquire, object))
        .flatMap((acquire) =>
          releases
            .filter((release) => fits(acquire.site, release.site))
            .map(
              (release): Pair => ({
                acquire: acquire.index,
                release: release.index,
                rule: 'carrier',
                grade: 'likely',
                evidence: inFile(acquire.site.file.path, [
                  ...acquireSteps(acquire),
                  { path: traced.file.path, line: traced.facts.line, text: `they become ${name}` },
                  ...releaseSteps(release),
                ]),
              }),
            ),
        ),
    )
  })
}

/** Where a file with these facts may put pages into such an object, or drop what is in one: wherever it stands, or as a header alone. */
export type CarrierEnd = 'any-file' | 'header'

export function carrierEndOf({ functions, calls }: BlobFacts): CarrierEnd | null {
  if (calls.length === 0) return null
  const isGiven = (isPart: (type: string) => boolean) =>
    functions.some(({ parameters }) => parameters.some(({ type }) => isPart(type)))
  if (carriers.some(({ object }) => isGiven((type) => object.test(type)))) return 'any-file'
  return carriers.some(({ part }) => isGiven((type) => part.test(type))) ? 'header' : null
}

/** Whether the pages lie in a parameter of such a type. */
function isParameter({ facts }: TracedFunction, { names }: TracedSite, type: RegExp): boolean {
  return facts.parameters.some((parameter) => type.test(parameter.type) && names.has(parameter.name))
}
