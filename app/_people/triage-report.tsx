import Link from 'next/link'
import { getDatabase } from '#app/_data/database.ts'
import { listRemarks } from '#app/_data/list-remarks.ts'
import type { TreeContext } from '#app/_data/open-tree.ts'
import { importTriageHere } from '#app/_people/actions/triage-file-acts.ts'
import { currentActor } from '#app/_people/queries/current-actor.ts'
import { listTriage } from '#app/_people/queries/list-triage.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { Section } from '#app/_ui/section.tsx'
import { formatCount } from '#app/_web/format.ts'
import { sitePath, triageApiPath, triagePath } from '#app/_web/routes.ts'
import { type TriageVerdict, triageVerdicts } from '#scanner/model/triage/triage.ts'
import { ActForm } from './act-form.tsx'
import { may } from './permissions.ts'
import { RemarkTable } from './remark-table.tsx'
import { isReadOnly } from './sign-in-settings.ts'
import { TriageTable } from './triage-table.tsx'
import { verdictWords } from './triage-words.ts'

/** All that people said of the sites of a tree, in comments of the code too, or one verdict of it; as files to be kept in git and for the scanner's developers. */
export async function TriageReport({
  context,
  verdict,
}: {
  readonly context: TreeContext
  readonly verdict: TriageVerdict | null
}) {
  const { tree, revision, rev, params } = context
  const [all, remarks, actor] = await Promise.all([
    listTriage(getDatabase(), tree.id, revision),
    listRemarks(getDatabase(), revision),
    currentActor(),
  ])
  const shown = verdict === null ? all : all.filter((said) => said.verdict === verdict)
  const mayImport = actor !== null && !isReadOnly(process.env) && may(actor.role, 'propose triage')
  return (
    <>
      <Imported params={params} />
      <nav aria-label="Verdicts" className="people-acts">
        <Link
          href={triagePath(tree.slug, { rev })}
          prefetch={false}
          {...(verdict === null ? { 'aria-current': 'page' } : {})}
        >
          all {all.length}
        </Link>
        {triageVerdicts.map((one) => (
          <Link
            key={one}
            href={triagePath(tree.slug, { rev }, { verdict: one })}
            prefetch={false}
            {...(verdict === one ? { 'aria-current': 'page' } : {})}
          >
            {verdictWords[one]} {all.filter((said) => said.verdict === one).length}
          </Link>
        ))}
      </nav>
      <div className="mt-4">
        {shown.length === 0 ? (
          <EmptyState title="Nothing was said yet.">
            <p>Say it on the page of a site, or take over a triage file.</p>
          </EmptyState>
        ) : (
          <TriageTable
            caption={`What people said of ${tree.name}`}
            triage={shown}
            siteHref={(key) => sitePath(tree.slug, { rev }, key)}
          />
        )}
      </div>
      {remarks.length === 0 || (verdict !== null && verdict !== 'stays') ? null : (
        <Section title="Comments in the code">
          <p className="mb-2">
            They say beside the call why it stays, and count like a person’s <em>stays by design</em> where no person
            decided otherwise.
          </p>
          <RemarkTable remarks={remarks} siteHref={(key) => sitePath(tree.slug, { rev }, key)} />
        </Section>
      )}
      <Section title="As files">
        <ul>
          <li>
            <a href={triageApiPath(tree.slug)}>The triage file</a>: all that is decided, one line a site, to be reviewed
            and kept in git. <code>pinwatch sites</code> and <code>pinwatch check</code> take it with{' '}
            <code>--triage FILE</code>.
          </li>
          <li>
            <a href={triageApiPath(tree.slug, 'truth')}>Wrong pairs and detections</a> as rows of the table that the
            scanner is measured with.
          </li>
        </ul>
        {mayImport ? (
          <ActForm
            act={importTriageHere.bind(null, tree.slug)}
            fold="Take over a triage file"
            submit="Take over"
            className="form people-form"
          >
            <label>
              Triage file, version 1
              <input type="file" name="file" required />
            </label>
            <p className="people-help">
              All of it or nothing: a broken line is named. What it does not mention stays as it is.
            </p>
          </ActForm>
        ) : null}
      </Section>
    </>
  )
}

/** What an import came to, from the address it led to. */
function Imported({ params }: { readonly params: URLSearchParams }) {
  const [applied, unchanged, unmatched] = ['applied', 'unchanged', 'unmatched'].map((name) => params.get(name))
  if (![applied, unchanged, unmatched].every((value) => value != null && /^\d{1,7}$/.test(value))) return null
  return (
    <Notice>
      {formatCount(Number(applied), 'judgement')} taken over, {unchanged} said already
      {unmatched === '0' ? '' : `, ${unmatched} of sites that the newest revision has not`}.
    </Notice>
  )
}
