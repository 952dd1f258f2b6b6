import type { Pair, SourceFile } from '#scanner/model/linked.ts'
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

/** Whether functions of a file may put pages into such an object, or drop what is in one. */
export function isCarrierEnd({ path, facts: { functions, calls } }: SourceFile): boolean {
  if (calls.length === 0) return false
  return carriers.some(({ object, part }) =>
    functions.some(({ parameters }) =>
      parameters.some(({ type }) => object.test(type) || (path.endsWith('.h') && part.test(type))),
    ),
  )
}

/** Whether the pages lie in a parameter of such a type. */
function isParameter({ facts }: TracedFunction, { names }: TracedSite, type: RegExp): boolean {
  return facts.parameters.some((parameter) => type.test(parameter.type) && names.has(parameter.name))
}
