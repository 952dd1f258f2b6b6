import { EmptyState } from '#app/_ui/empty-state.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import type { TextLine } from '#app/_web/decode-text.ts'
import type { LineRange } from '#scanner/model/find-function-range.ts'
import { CodeExcerpt, type LineMark } from './code-excerpt.tsx'

export interface CodeFile {
  readonly path: string
  readonly lines: readonly TextLine[]
  readonly ranges: readonly LineRange[]
  readonly marks: ReadonlyMap<number, LineMark>
  readonly anchorPrefix: string
}

/** The code around a site, and that of its pairs in other files below it. */
export function SiteCode({ files }: { readonly files: readonly CodeFile[] }) {
  return (
    <Section title="Code">
      {files.map(({ path, lines, ranges, marks, anchorPrefix }, index) => (
        <div key={path} className="mt-3 first:mt-0">
          {index === 0 ? null : (
            <h3 className="mb-1 font-mono text-sm">
              <PathLine path={path} />
            </h3>
          )}
          {lines.length === 0 ? (
            <EmptyState title="The text of this file is not kept." />
          ) : (
            <CodeExcerpt
              label={`Code of ${path}`}
              lines={lines}
              ranges={ranges}
              marks={marks}
              anchorPrefix={anchorPrefix}
            />
          )}
        </div>
      ))}
    </Section>
  )
}
