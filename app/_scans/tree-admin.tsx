import Link from 'next/link'
import { ActForm } from '#app/_people/act-form.tsx'
import { TypedInput } from '#app/_people/typed-fields.tsx'
import {
  addTreeHere,
  followTreeHere,
  removeTreeHere,
  renameTreeHere,
  setSourceUrlHere,
} from '#app/_scans/actions/tree-acts.ts'
import type { FollowedTree } from '#app/_scans/queries/list-followed-trees.ts'
import { formatCount, formatTime } from '#app/_web/format.ts'
import { overviewPath } from '#app/_web/routes.ts'
import '#app/_people/people.css'

/** Trees, each with what can be done to it. */
export function TreeAdmin({ trees }: { readonly trees: readonly FollowedTree[] }) {
  return (
    <ul className="people-list">
      {trees.map((tree) => (
        <li key={tree.slug} className="board-card">
          <TreeLines tree={tree} />
          <div className="people-acts">
            <RenameForm tree={tree} />
            <FollowForm tree={tree} />
            <SourceUrlForm tree={tree} />
            <RemoveForm tree={tree} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function TreeLines({ tree }: { readonly tree: FollowedTree }) {
  const { slug, name, source, revisions, followMinutes, followRevisions, followTags, followAt, followError } = tree
  const wanted = [...followRevisions, ...followTags.map((glob) => `tags ${glob}`)].join(', ') || 'HEAD'
  return (
    <>
      <p className="break-anywhere">
        <Link href={overviewPath(slug, { rev: null })} prefetch={false} className="font-semibold">
          {name}
        </Link>{' '}
        <span className="text-muted">/{slug}</span>
      </p>
      <p className="break-anywhere font-mono text-sm text-muted">{source}</p>
      <p className="break-anywhere text-sm">
        {formatCount(revisions, 'revision')};{' '}
        {followMinutes === null ? (
          'nobody looks for what is new'
        ) : (
          <>
            every {formatCount(followMinutes, 'minute')} somebody looks for <span className="font-mono">{wanted}</span>
            {followAt === null ? '' : `, next ${formatTime(followAt)}`}
          </>
        )}
      </p>
      {followError === null ? null : <p className="field-problem break-anywhere text-sm">{followError}</p>}
    </>
  )
}

function RenameForm({ tree: { slug, name } }: { readonly tree: FollowedTree }) {
  return (
    <ActForm
      act={renameTreeHere.bind(null, slug)}
      fold="Rename"
      submit="Rename"
      label={`Rename /${slug}`}
      className="form people-form"
    >
      <label>
        Name
        <TypedInput name="name" required maxLength={200} defaultValue={name} autoComplete="off" />
      </label>
      <label>
        Address <span className="people-help">links with the old one lead to it</span>
        <TypedInput name="slug" required maxLength={64} defaultValue={slug} autoComplete="off" />
      </label>
    </ActForm>
  )
}

function FollowForm({ tree }: { readonly tree: FollowedTree }) {
  const { slug, followMinutes, followRevisions, followTags } = tree
  return (
    <ActForm
      act={followTreeHere.bind(null, slug)}
      fold="What is scanned, and how often"
      submit="Save"
      label={`What of /${slug} is scanned`}
      className="form people-form"
    >
      <WishFields minutes={followMinutes} revisions={followRevisions} tags={followTags} />
    </ActForm>
  )
}

function SourceUrlForm({ tree: { slug, sourceUrl } }: { readonly tree: FollowedTree }) {
  return (
    <ActForm
      act={setSourceUrlHere.bind(null, slug)}
      fold="Where its sources are read"
      submit="Save"
      label={`Where sources of /${slug} are read`}
      className="form people-form"
    >
      <label>
        Source browser{' '}
        <span className="people-help">
          elixir:URL, cgit:URL or github:URL of the repository there; an address with {'{path}'} and {'{line}'}, and{' '}
          {'{commit}'} or {'{label}'}; none; nothing is where it is known to be
        </span>
        <TypedInput
          name="sourceUrl"
          maxLength={1000}
          defaultValue={sourceUrl ?? ''}
          placeholder="cgit:https://git.example.org/linux.git"
          autoComplete="off"
          spellCheck={false}
        />
      </label>
    </ActForm>
  )
}

interface WishFieldsProps {
  readonly minutes: number | null
  readonly revisions: readonly string[]
  readonly tags: readonly string[]
}

function WishFields({ minutes, revisions, tags }: WishFieldsProps) {
  return (
    <>
      <label>
        Tags, branches or commits{' '}
        <span className="people-help">with blanks between; nothing here and below is HEAD</span>
        <TypedInput name="revisions" defaultValue={revisions.join(' ')} placeholder="master" autoComplete="off" />
      </label>
      <label>
        Patterns of tags
        <TypedInput name="tags" defaultValue={tags.join(' ')} placeholder="v6.*" autoComplete="off" />
      </label>
      <label>
        Minutes between two looks for what is new <span className="people-help">nothing: nobody looks</span>
        <TypedInput
          name="minutes"
          inputMode="numeric"
          pattern="\d+"
          defaultValue={minutes ?? ''}
          placeholder="60"
          autoComplete="off"
        />
      </label>
    </>
  )
}

function RemoveForm({ tree }: { readonly tree: FollowedTree }) {
  const { slug, revisions, sites, claims, triages, notes } = tree
  return (
    <ActForm
      act={removeTreeHere.bind(null, slug)}
      fold="Remove"
      submit="Remove"
      label={`Remove /${slug}`}
      className="form people-form"
    >
      <p className="people-help">
        {formatCount(revisions, 'revision')} with {formatCount(sites, 'site')} go, and all that people said of them:{' '}
        {formatCount(claims, 'claim')}, {formatCount(triages, 'judgement')}, {formatCount(notes, 'note')}. There is no
        way back but a backup. The audit stays.
      </p>
      <label>
        Type “{slug}”
        <TypedInput name="typed" required autoComplete="off" />
      </label>
    </ActForm>
  )
}

/** Names a tree to scan from now on. */
export function NewTreeForm() {
  return (
    <ActForm act={addTreeHere} submit="Add and scan" label="Add a tree" className="form people-form">
      <label>
        Path or URL of a kernel git tree
        <TypedInput
          name="source"
          required
          placeholder="https://example.org/linux.git"
          autoComplete="off"
          spellCheck={false}
        />
      </label>
      <label>
        Name <span className="people-help">what people call it; taken from the source unless given</span>
        <TypedInput name="name" maxLength={200} autoComplete="off" />
      </label>
      <WishFields minutes={null} revisions={[]} tags={[]} />
    </ActForm>
  )
}
