import type { ReactNode } from 'react'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Raw } from '#app/_ui/raw.tsx'
import { Section } from '#app/_ui/section.tsx'
import type { CodeExtent } from './choose-excerpt.ts'
import { type CodePane, codePane } from './code-pane.ts'
import { chainWidthRem, type drawChain, paneRem } from './draw-chain.ts'

interface SiteCodeProps {
  /** The site's own first, then the other ends. */
  readonly panes: readonly CodePane[]
  /** What each pane is, in the same order. */
  readonly titles: readonly string[]
  /** What is drawn between them; `null`: nothing is. */
  readonly chain: ReturnType<typeof drawChain>
  readonly extent: CodeExtent
  readonly extentHref: (extent: CodeExtent) => string
}

const extents = [
  ['near', 'around the calls'],
  ['function', 'whole functions'],
  ['file', 'whole file'],
] as const

/** The code of both ends, side by side where there is room; each pane scrolls by itself, also with the keyboard. */
export function SiteCode({ panes, titles, chain, extent, extentHref }: SiteCodeProps) {
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
  const [first, ...others] = panes.map((pane, index) => (
    <Side key={pane.anchorPrefix} pane={pane} title={titles[index]} index={index} count={panes.length} />
  ))
  return (
    <Section title="Code" aside={aside}>
      {panes.length === 1 ? first : <LinkedPanes chain={chain} first={first} others={others} />}
    </Section>
  )
}

interface LinkedPanesProps {
  readonly chain: SiteCodeProps['chain']
  readonly first: ReactNode
  readonly others: readonly ReactNode[]
}

/** The first pane, what leads from it to the others, and these. The evidence below says in words what is drawn. */
function LinkedPanes({ chain, first, others }: LinkedPanesProps) {
  return (
    <div className={chain === null ? 'code-sides' : 'code-sides code-linked'}>
      {first}
      {chain === null ? null : (
        <svg
          className="code-chain"
          aria-hidden
          width={`${chainWidthRem}rem`}
          height={`${chain.heightRem}rem`}
          viewBox={`0 0 ${chainWidthRem} ${chain.heightRem}`}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: made of numbers by a template that escapes
          dangerouslySetInnerHTML={{ __html: chain.content.text }}
        />
      )}
      <div className="code-others">{others}</div>
    </div>
  )
}

interface SideProps {
  readonly pane: CodePane
  readonly title: string | undefined
  readonly index: number
  readonly count: number
}

/** A pane below its title. The empty picture keeps its place as high as the drawing takes it to be, whether a bar to scroll by shows or not. */
function Side({ pane, title, index, count }: SideProps) {
  return (
    <div className="code-side">
      <svg className="code-room" aria-hidden width="1" height={`${paneRem(pane)}rem`} />
      <div className="min-w-0">
        <h3 className="code-title">
          <span>{title}</span>{' '}
          <span className="font-mono text-muted">
            <PathLine path={pane.path} />
          </span>
        </h3>
        {pane.lines.length === 0 ? (
          <EmptyState title="The text of this file is not kept." />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls with the arrow keys
          <section className="code" aria-label={`Code of ${pane.path}, ${title}`} tabIndex={0}>
            <Raw id={`code-${index}`} html={codePane(pane, { isFirst: index === 0, isLast: index === count - 1 })} />
          </section>
        )}
      </div>
    </div>
  )
}
