import type { EvidenceStep } from '#scanner/model/publication.ts'

/** The file that a step of evidence is in: the one it names, else the acquire's, or the release's where it tells of that very call. */
export function locateStep(
  { path, line, text }: EvidenceStep,
  acquire: { readonly path: string },
  release: { readonly path: string; readonly line: number; readonly api: string },
): string {
  if (path !== undefined) return path
  return line === release.line && text.startsWith(`${release.api}()`) ? release.path : acquire.path
}
