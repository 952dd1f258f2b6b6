import type { Parameter } from '#scanner/model/facts.ts'
import type { SourceFile, Survey } from '#scanner/model/linked.ts'

/** Where the kernel's own memory management stands. */
const isCore = /^(?:mm|lib|arch\/[^/]+\/mm)\//

/**
 * Which functions of the catalogue this tree offers, and with which parameters. A header below `include/` decides;
 * a definition in memory management counts too. A driver's own function of the same name says nothing: goldfish had a
 * `pin_user_pages()` years before the kernel did.
 */
export function surveyTree(files: readonly SourceFile[]): Survey {
  const declared = new Set<string>()
  const signatures = new Map<string, readonly Parameter[]>()
  const fromHeader = new Set<string>()
  for (const { path, facts } of files) {
    const isHeader = path.startsWith('include/')
    for (const declaration of facts.declarations) {
      const offered = isHeader || (isCore.test(path) && declaration.kind === 'definition' && !declaration.static)
      if (!offered) continue
      declared.add(declaration.name)
      if (declaration.kind === 'macro' || fromHeader.has(declaration.name)) continue
      signatures.set(declaration.name, declaration.parameters)
      if (isHeader && declaration.parameters.some(({ name }) => name !== '')) fromHeader.add(declaration.name)
    }
  }
  return { declared, signatures }
}
