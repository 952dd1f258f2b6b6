import Link from 'next/link'
import type { TreeClaims } from '#app/_people/queries/list-own-claims.ts'
import { PathLine } from '#app/_ui/path-line.tsx'
import { Section } from '#app/_ui/section.tsx'
import { StatusBadge } from '#app/_ui/status-badge.tsx'
import { formatDay, formatNumber } from '#app/_web/format.ts'
import { sitePath } from '#app/_web/routes.ts'
import { type Status, statuses } from '#scanner/model/site.ts'
import type { Claim } from './claim.ts'
import { claimStateWords } from './claim-words.ts'

interface OwnClaimsProps {
  readonly trees: readonly TreeClaims[]
  /** Before the name of each tree. */
  readonly titlePrefix?: string
}

/** What somebody works on, one table a tree. */
export function OwnClaims({ trees, titlePrefix = '' }: OwnClaimsProps) {
  return trees.map(({ slug, name, claims }) => (
    <Section key={slug} title={`${titlePrefix}${name}`} aside={formatNumber(claims.length)}>
      <table className="list">
        <caption className="sr-only">Claims in {name}</caption>
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Site</th>
            <th scope="col" className="wide">
              Status
            </th>
            <th scope="col" className="wide">
              Subsystem
            </th>
            <th scope="col">Until</th>
          </tr>
        </thead>
        <tbody>
          {claims.map((claim) => (
            <ClaimRow key={claim.id} claim={claim} slug={slug} />
          ))}
        </tbody>
      </table>
    </Section>
  ))
}

function ClaimRow({ claim, slug }: { readonly claim: Claim; readonly slug: string }) {
  const { site, path, line, function: name, state, status, subsystem, due, expires, note } = claim
  const known = statuses.find((candidate): candidate is Status => candidate === status)
  return (
    <tr>
      <td>
        <span className={`claim-state claim-${state}`}>{claimStateWords[state]}</span>
      </td>
      <td>
        <Link href={sitePath(slug, { rev: null }, site)} prefetch={false} className="break-anywhere font-mono">
          {path === null || line === null ? site : <PathLine path={path} line={line} />}
        </Link>
        {name === null ? null : <p className="break-anywhere text-muted">in {name}</p>}
        {note === null ? null : <p className="break-anywhere">{note}</p>}
      </td>
      <td className="wide">
        {known === undefined ? <span className="text-muted">gone</span> : <StatusBadge status={known} />}
      </td>
      <td className="wide">{subsystem ?? <span className="text-muted">none</span>}</td>
      <td className="whitespace-nowrap">
        {due === null ? formatDay(new Date(expires)) : <strong>due {formatDay(new Date(due))}</strong>}
      </td>
    </tr>
  )
}
