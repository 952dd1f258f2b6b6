import { EmptyState } from '#app/_ui/empty-state.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Raw } from '#app/_ui/raw.tsx'
import { Section } from '#app/_ui/section.tsx'
import type { CodeExtent } from './choose-excerpt.ts'
import { type CodePane, codePane } from './code-pane.ts'

interface SiteCodeProps {
  /** The site's own first, then the other ends. */
  readonly panes: readonly CodePane[]
  /** What each pane is, in the same order. */
  readonly titles: readonly string[]
  readonly extent: CodeExtent
  readonly extentHref: (extent: CodeExtent) => string
}

const extents = [
  ['near', 'around the calls'],
  ['function', 'whole functions'],
  ['file', 'whole file'],
] as const

/** The code of both ends, side by side where there is room; each pane scrolls by itself, also with the keyboard. */
export function SiteCode({ panes, titles, extent, extentHref }: SiteCodeProps) {
  const aside = (
    <nav aria-label="How much code is shown">
      {extents.map(([name, label], index) => (
        <span key={name}>
          {index === 0 ? '' : ' · '}
          <a
            href={extentHref(name)}
            data-stay=""
            {...(name === extent ? { 'aria-current': 'true' as const, className: 'chosen' } : {})}
          >
            {label}
          </a>
        </span>
      ))}
    </nav>
  )
  return (
    <Section title="Code" aside={aside}>
      <div className={panes.length > 1 ? 'code-sides' : ''}>
        {panes.map((pane, index) => (
          <div key={pane.anchorPrefix} className="code-side">
            <h3 className="code-title">
              <span>{titles[index]}</span>{' '}
              <span className="font-mono text-muted">
                <PathLine path={pane.path} />
              </span>
            </h3>
            {pane.lines.length === 0 ? (
              <EmptyState title="The text of this file is not kept." />
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls with the arrow keys
              <section className="code" aria-label={`Code of ${pane.path}, ${titles[index]}`} tabIndex={0}>
                <Raw id={`code-${index}`} html={codePane(pane)} />
              </section>
            )}
          </div>
        ))}
      </div>
    </Section>
  )
}
