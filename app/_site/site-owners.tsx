import Link from 'next/link'
import type { TreeContext } from '#app/_data/open-tree.ts'
import type { SiteAtRevision } from '#app/_site/queries/get-site.ts'
import type { SiteOwner } from '#app/_site/queries/list-site-owners.ts'
import { Section } from '#app/_ui/section.tsx'
import { absoluteUrl } from '#app/_web/absolute-url.ts'
import { mailLink } from '#app/_web/mail-link.ts'
import { maintainerPath, sitePath, subsystemPath } from '#app/_web/routes.ts'
import { listPeople } from '#scanner/model/list-people.ts'
import { theRest } from '#scanner/model/owners.ts'

interface SiteOwnersProps {
  readonly context: TreeContext
  readonly site: SiteAtRevision
  readonly owners: readonly SiteOwner[]
}

/** Whom MAINTAINERS names for a site, and letters to them. */
export async function SiteOwners({ context, site, owners }: SiteOwnersProps) {
  const { tree, revision, rev } = context
  const subject = `${site.path}: ${site.api}()${site.function === null ? '' : ` in ${site.function}()`}`
  const named = owners.filter(({ title }) => title !== theRest)
  const people = listPeople(named.flatMap((owner) => owner.people))
  const maintainers = people.filter(({ role }) => role === 'maintainer').map(({ email }) => email)
  const reviewers = people.filter(({ role }) => role === 'reviewer').map(({ email }) => email)
  const link = sitePath(tree.slug, { rev: revision.commit }, site.key)
  const body = `Hello,\n\nthis is about ${site.api}() at ${site.path}:${site.line} in ${revision.label}:\n${await absoluteUrl(link)}\n\n`
  const lists = [...new Set(owners.flatMap((owner) => owner.lists))]
  return (
    <Section title="Owners">
      {named.length === 0 ? <p className="text-muted">No section of MAINTAINERS but {theRest}.</p> : null}
      {maintainers.length === 0 ? null : (
        <p className="mb-3 text-sm">
          <a href={mailLink(maintainers, { subject, cc: [...reviewers, ...lists], body })}>Write to all of them</a>
        </p>
      )}
      <ul className="grid gap-3">
        {named.map((owner) => (
          <li key={owner.slug}>
            <p className="font-medium">
              <Link href={subsystemPath(tree.slug, { rev }, owner.slug)} prefetch={false}>
                {owner.title}
              </Link>
              {owner.primary && named.length > 1 ? <span className="finding">primary</span> : null}
            </p>
            {owner.support === null ? null : <p className="text-sm text-muted">{owner.support}</p>}
            <ul className="text-sm">
              {owner.people.map(({ name, email, role }) => (
                <li key={`${email} ${role}`} className="break-anywhere">
                  <Link href={maintainerPath(tree.slug, { rev }, email.toLowerCase())} prefetch={false}>
                    {name === '' ? email : name}
                  </Link>{' '}
                  <span className="text-muted">{role}</span>{' '}
                  <a href={mailLink([email], { subject })}>
                    mail<span className="sr-only"> to {email}</span>
                  </a>
                </li>
              ))}
              {owner.lists.map((list) => (
                <li key={list} className="break-anywhere">
                  <a href={mailLink([list], { subject })}>{list}</a> <span className="text-muted">list</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  )
}
