import type { CheckDetails } from '#app/_gate/queries/get-check.ts'
import { Fact } from '#app/_ui/fact.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import { abbreviateCommit, formatTime } from '#app/_web/format.ts'
import { sitePath } from '#app/_web/routes.ts'
import { addressKey } from '#scanner/model/triage/address-key.ts'
import { CheckFindings } from './check-findings.tsx'
import { lineUrl, repositoryUrl } from './source-url.ts'

interface CheckReportProps {
  readonly check: CheckDetails
  readonly slug: string
  readonly rev: string | null
  /** Keys of sites that the revision has, by `addressKey()`. */
  readonly siteKeys: ReadonlyMap<string, string>
}

/** What a check was of, and what it found. */
export function CheckReport({ check, slug, rev, siteKeys }: CheckReportProps) {
  const { report, headCommit, error, link, createdAt, finishedAt, pullRequest } = check
  const repository = repositoryUrl(check, process.env)
  const commitHref = (oid: string) => (repository === null ? null : `${repository}/commit/${oid}`)
  const base = report?.base.commit ?? null
  return (
    <>
      {error === null ? null : (
        <Notice kind="problem" title={check.verdict === null ? 'Not checked' : 'GitHub was not told'}>
          <p className="break-anywhere">{error}</p>
        </Notice>
      )}
      <dl className="facts">
        <Fact name="Head">
          <Commit oid={headCommit} href={commitHref(headCommit)} />
        </Fact>
        <Fact name="Compared with">
          {base === null ? (
            <span className="font-mono">{abbreviateCommit(check.baseRevision)}</span>
          ) : (
            <Commit oid={base} href={commitHref(base)} />
          )}
        </Fact>
        {pullRequest === null || repository === null ? null : (
          <Fact name="On GitHub">
            <a href={`${repository}/pull/${pullRequest}`}>pull request {pullRequest}</a>
          </Fact>
        )}
        {link === null ? null : (
          <Fact name="Check run">
            <a href={link}>on GitHub</a>
          </Fact>
        )}
        <Fact name="Asked for">{formatTime(createdAt)}</Fact>
        {finishedAt === null ? null : <Fact name="Ended">{formatTime(finishedAt)}</Fact>}
      </dl>
      {report === null ? null : (
        <Section title="Findings" aside={report.findings.length}>
          {report.findings.length === 0 ? (
            <p>Nothing that takes or drops user pages got worse.</p>
          ) : (
            <CheckFindings
              findings={report.findings}
              codeHref={({ path, line }) => (repository === null ? null : lineUrl(repository, headCommit, path, line))}
              siteHref={(row) => {
                const key = siteKeys.get(addressKey(row))
                return key === undefined ? null : sitePath(slug, { rev }, key)
              }}
              commitHref={commitHref}
            />
          )}
        </Section>
      )}
      {report === null || report.improved.length === 0 ? null : (
        <Section title="Converted" aside={report.improved.length}>
          <ul>
            {report.improved.map(({ before, after }) => (
              <li key={after.id} className="break-anywhere">
                <PathLine path={after.path} line={after.line} />{' '}
                <code>
                  {before.api}() → {after.api}()
                </code>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Commit({ oid, href }: { readonly oid: string; readonly href: string | null }) {
  const short = <span className="font-mono">{abbreviateCommit(oid)}</span>
  return href === null ? short : <a href={href}>{short}</a>
}
