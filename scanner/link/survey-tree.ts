import type { Declaration, Parameter } from '#scanner/model/facts.ts'
import { kernelPathOf } from '#scanner/model/kernel-path.ts'
import type { Survey } from '#scanner/model/linked.ts'
import type { OutlinedFile } from './outline.ts'

/** Where the kernel's own memory management stands. */
const isCore = /^(?:mm|lib|arch\/[^/]+\/mm)\//

/** What a kernel declares or defines for all in every release; a compat header of a driver has at most some form of its own. */
const everyKernels: ReadonlySet<string> = new Set(['get_user_pages', 'get_user_pages_fast', 'pin_user_pages'])
const kernelsOwnFiles: ReadonlySet<string> = new Set(['include/linux/mm.h', 'mm/gup.c'])

/**
 * Which functions of the catalogue this tree offers, and with which parameters. A header below `include/` decides;
 * a definition in memory management counts too. A driver's own function of the same name says nothing: goldfish had a
 * `pin_user_pages()` years before the kernel did. Nor do headers of a tree that is no kernel: what a driver's compat
 * header declares says nothing of the kernel that it is built for.
 */
export function surveyTree(files: readonly OutlinedFile[]): Survey {
  const declared = new Set<string>()
  const signatures = new Map<string, readonly Parameter[]>()
  const fromHeader = new Set<string>()
  if (!files.some(isKernelsOwn)) return { declared, signatures }
  for (const file of files) {
    const path = kernelPathOf(file)
    const isHeader = path.startsWith('include/')
    for (const declaration of file.outline.declarations) {
      const offered = isHeader || (isCore.test(path) && declaration.kind === 'definition' && !declaration.static)
      if (!offered || isForVersions(declaration)) continue
      declared.add(declaration.name)
      if (declaration.kind === 'macro' || fromHeader.has(declaration.name)) continue
      signatures.set(declaration.name, declaration.parameters)
      if (isHeader && declaration.parameters.some(({ name }) => name !== '')) fromHeader.add(declaration.name)
    }
  }
  return { declared, signatures }
}

function isKernelsOwn(file: OutlinedFile): boolean {
  return (
    kernelsOwnFiles.has(kernelPathOf(file)) &&
    file.outline.declarations.some(
      (declaration) =>
        everyKernels.has(declaration.name) &&
        declaration.kind !== 'macro' &&
        !declaration.static &&
        !isForVersions(declaration),
    )
  )
}

/** A kernel does not ask which version it is. */
function isForVersions({ arms = [] }: Declaration): boolean {
  return arms.some((condition) => condition.includes('version>='))
}
