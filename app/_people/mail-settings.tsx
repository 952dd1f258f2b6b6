import Link from 'next/link'
import { saveMailsHere } from '#app/_people/actions/mail-acts.ts'
import type { MailSection } from '#app/_people/queries/list-mail-sections.ts'
import { Section } from '#app/_ui/section.tsx'
import { mailPreviewPath, subsystemPath, subsystemsPath } from '#app/_web/routes.ts'
import { frequencies, type MailKind, mailKinds } from '#scanner/model/telling/mail.ts'
import { ActForm } from './act-form.tsx'
import { frequencyWords, mailKindWords } from './mail-words.ts'
import { TypedInput, TypedSelect } from './typed-fields.tsx'
import './people.css'

interface MailSettingsProps {
  readonly sections: readonly MailSection[]
  readonly stopped: readonly string[]
  /** Of the local owner, to be changed; `null`: where mails go is proven. */
  readonly address: string | null
  /** Trees to choose sections of. */
  readonly trees: readonly { readonly slug: string; readonly name: string }[]
}

/** What somebody wants mails about, as one form. */
export function MailSettings({ sections, stopped, address, trees }: MailSettingsProps) {
  const places = sections.map(({ treeId, section }) => ({ treeId, section }))
  return (
    <ActForm act={saveMailsHere.bind(null, places)} submit="Save" label="Mails" className="form">
      {address === null ? null : (
        <label className="people-form">
          Where mails to you go
          <TypedInput name="address" type="email" defaultValue={address} placeholder="nowhere" autoComplete="email" />
        </label>
      )}
      <ClaimKinds stopped={stopped} />
      <Section title="Sections of MAINTAINERS">
        {sections.length === 0 ? (
          <p className="text-muted">None names you. A page of a section has a link that adds it here.</p>
        ) : (
          <SectionTable sections={sections} />
        )}
        <p className="people-more">
          {trees.map(({ slug, name }) => (
            <span key={slug}>
              <Link href={subsystemsPath(slug, { rev: null })} prefetch={false} className="people-target">
                Sections of {name}
              </Link>{' '}
            </span>
          ))}
        </p>
      </Section>
    </ActForm>
  )
}

function ClaimKinds({ stopped }: { readonly stopped: readonly string[] }) {
  return (
    <fieldset>
      <legend>I want a mail</legend>
      {mailKinds.map((kind: MailKind) => (
        <label key={kind} className="people-choice">
          <TypedInput type="checkbox" name="kind" value={kind} defaultChecked={!stopped.includes(kind)} />
          {mailKindWords[kind]}
        </label>
      ))}
    </fieldset>
  )
}

function SectionTable({ sections }: { readonly sections: readonly MailSection[] }) {
  return (
    <table className="list">
      <caption className="sr-only">Sections, and how often you are told of them</caption>
      <thead>
        <tr>
          <th scope="col">Section</th>
          <th scope="col">Mails</th>
        </tr>
      </thead>
      <tbody>
        {sections.map((one, index) => (
          <tr key={`${one.slug} ${one.section}`}>
            <td>
              <SectionName section={one} />
            </td>
            <td>
              <TypedSelect
                name={`frequency.${index}`}
                defaultValue={one.frequency}
                aria-label={`How often mails about ${one.section} of ${one.treeName}`}
              >
                {(['off', ...frequencies] as const).map((frequency) => (
                  <option key={frequency} value={frequency}>
                    {frequencyWords[frequency]}
                  </option>
                ))}
              </TypedSelect>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SectionName({ section: { slug, treeName, section, sectionSlug, isOwn } }: { readonly section: MailSection }) {
  return (
    <>
      {sectionSlug === null ? (
        section
      ) : (
        <Link
          href={subsystemPath(slug, { rev: null }, sectionSlug)}
          prefetch={false}
          className="people-target break-anywhere"
        >
          {section}
        </Link>
      )}
      <p className="text-sm text-muted">
        {treeName}
        {isOwn ? ', which you maintain' : ''}
        {sectionSlug === null ? (
          ', not in MAINTAINERS any more'
        ) : (
          <>
            {' · '}
            <Link
              href={mailPreviewPath({ tree: slug, section: sectionSlug })}
              prefetch={false}
              className="people-target"
              aria-label={`Preview of ${section}`}
            >
              preview
            </Link>
          </>
        )}
      </p>
    </>
  )
}
