import Link from 'next/link'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { quote, repoFlags } from '#app/_data/sites-command.ts'
import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import { CodeName } from '#app/_ui/code-name.tsx'
import { Fact } from '#app/_ui/fact.tsx'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import { abbreviateCommit } from '#app/_web/format.ts'
import { filesPath, sitePath } from '#app/_web/routes.ts'
import { sourceLinks } from './source-links.ts'

interface SiteFactsProps {
  readonly context: TreeContext
  readonly site: SiteAtRevision
}

/** Of those who reach a call in a helper or a macro; the rest is folded. */
const usersShown = 4

/** What else is known of a site, and how to quote it. */
export function SiteFacts({ context, site }: SiteFactsProps) {
  const { tree, revision } = context
  const links = sourceLinks(tree, { ...revision, path: site.path, line: site.line })
  const permanent = sitePath(tree.slug, { rev: revision.commit }, site.key)
  return (
    <Section title="Facts">
      <dl className="facts">
        <Fact name="File">
          <Link
            href={filesPath(tree.slug, { rev: context.rev }, site.path)}
            prefetch={false}
            className="break-anywhere"
          >
            what else is in it
          </Link>
        </Fact>
        <Fact name="Role">{site.role}</Fact>
        <Fact name="Family">{site.family}</Fact>
        <Fact name="Class">{site.class}</Fact>
        {site.caseNumber === null ? null : <Fact name="Case">{site.caseNumber} of pin_user_pages.rst</Fact>}
        {site.longterm ? (
          <Fact name="Long-term">
            yes, <code>FOLL_LONGTERM</code>
          </Fact>
        ) : null}
        {site.ordinal === 1 ? null : <Fact name="Call">number {site.ordinal} of this API in the function</Fact>}
        <Fact name="Revision">
          <span className="font-mono">{revision.label}</span>{' '}
          <span className="font-mono text-muted">{abbreviateCommit(revision.commit)}</span>
        </Fact>
        {site.via.length === 0 ? null : (
          <Fact name="Reached by">
            <Users users={site.via.slice(0, usersShown)} of={site.path} />
            {site.via.length <= usersShown ? null : (
              <details>
                <summary>{site.via.length - usersShown} more</summary>
                <Users users={site.via.slice(usersShown)} of={site.path} />
              </details>
            )}
          </Fact>
        )}
        <Fact name="Permanent link">
          <a href={permanent}>this call at {abbreviateCommit(revision.commit)}</a>
        </Fact>
        {links.length === 0 ? null : (
          <Fact name="On the web">
            {links.map(({ name, href }, index) => (
              <span key={name}>
                {index === 0 ? '' : ', '}
                <a href={href} rel="noreferrer">
                  {name}
                </a>
              </span>
            ))}
          </Fact>
        )}
        <Fact name="In git">
          <code className="break-anywhere select-all">
            git blame -L {site.line},{site.line} {quote(revision.label)} -- {quote(site.path)}
          </code>
          <br />
          <code className="break-anywhere select-all">
            git log -L {site.line},{site.line}:{quote(site.path)} {quote(revision.label)}
          </code>
        </Fact>
        <Fact name="In a terminal">
          <code className="break-anywhere select-all">
            npx pinwatch sites {repoFlags(tree.source)} --rev {quote(revision.label)} --explain {site.key}
          </code>
        </Fact>
      </dl>
    </Section>
  )
}

interface UsersProps {
  readonly users: SiteAtRevision['via']
  /** File of the site, which is not said again. */
  readonly of: string
}

function Users({ users, of }: UsersProps) {
  return (
    <ul>
      {users.map(({ path, line, function: name }) => (
        <li key={`${path} ${line}`} className="break-anywhere font-mono text-sm">
          {name === null ? null : <CodeName name={name} />}{' '}
          <span className="text-muted">{path === of ? `:${line}` : <PathLine path={path} line={line} />}</span>
        </li>
      ))}
    </ul>
  )
}
