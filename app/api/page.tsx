import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { getDatabase } from '#app/_data/database.ts'
import { listTrees } from '#app/_scans/queries/list-trees.ts'
import { ServerPage } from '#app/_scans/server-page.tsx'
import { CommandList } from '#app/_ui/command-list.tsx'
import { PageTitle } from '#app/_ui/page-title.tsx'
import { Section } from '#app/_ui/section.tsx'
import { baseUrl } from '#app/_web/base-url.ts'
import { OperationForm } from './operation-form.tsx'
import { operations } from './v1/operations.ts'

export const metadata: Metadata = { title: 'API' }

const headings: Readonly<Record<string, string>> = {
  trees: 'Trees and revisions',
  sites: 'Sites',
  owners: 'Subsystems and people',
  checks: 'Checks of pushes and pull requests',
  people: 'Claims, judgements and notes',
  accounts: 'Tokens and the record',
}

/** The API to read about and to try. */
export default async function ApiPage() {
  const trees = await listTrees(getDatabase())
  const base = baseUrl(await headers())
  const slug = trees[0]?.slug ?? 'linux'
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  return (
    <ServerPage>
      <PageTitle title="API">
        What the pages show, for programs: below <code>/api/v1</code>, described by{' '}
        <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).
      </PageTitle>
      <div className="api-prose">
        <p>
          A list is <code>{'{"items": […], "next": cursor or null, "total": n}'}</code>; <code>cursor=</code> with the
          value of <code>next</code> goes on behind it. What is wrong with a request is told as{' '}
          <code>application/problem+json</code>, by parameter. Answers have an <code>ETag</code>; whoever sends it as{' '}
          <code>If-None-Match</code> gets 304 while nothing has changed. Reading takes no token; writing takes{' '}
          <code>Authorization: Bearer TOKEN</code> and, with every POST, an <code>Idempotency-Key</code>.
        </p>
      </div>
      <CommandList
        commands={[
          {
            command: `curl '${base}/api/v1/trees/${slug}/sites?status=unconverted&role=acquire'`,
            does: 'what is left, in parts',
          },
          {
            command: `curl -H 'Accept: text/csv' '${base}/api/v1/trees/${slug}/sites'`,
            does: 'every site, for a spreadsheet',
          },
        ]}
      />
      {tags.map((tag) => (
        <Section key={tag} title={headings[tag] ?? tag}>
          {operations
            .filter((operation) => operation.tag === tag)
            .map((operation) => (
              <OperationForm key={operation.id} operation={operation} slug={slug} />
            ))}
        </Section>
      ))}
    </ServerPage>
  )
}
