import { PathLine } from '#app/_ui/path-line.tsx'
import type { EvidenceStep } from '#scanner/model/publication.ts'
import { locateStep } from './locate-step.ts'

interface EvidenceChainProps {
  readonly steps: readonly EvidenceStep[]
  readonly acquire: { readonly path: string }
  readonly release: { readonly path: string; readonly line: number; readonly api: string }
  /** File of the page: its name goes without saying. */
  readonly path: string
  /** Where the page shows a line; `null` if it does not. */
  readonly lineHref: (path: string, line: number) => string | null
}

/** What was seen on the way from the acquire to the release. */
export function EvidenceChain({ steps, acquire, release, path: ownPath, lineHref }: EvidenceChainProps) {
  return (
    <ol className="evidence">
      {steps.map((step) => {
        const path = locateStep(step, acquire, release)
        const href = lineHref(path, step.line)
        const place = path === ownPath ? `line ${step.line}` : <PathLine path={path} line={step.line} />
        return (
          <li key={`${path} ${step.line} ${step.text}`}>
            {href === null ? <span>{place}</span> : <a href={href}>{place}</a>}: {step.text}
          </li>
        )
      })}
    </ol>
  )
}
