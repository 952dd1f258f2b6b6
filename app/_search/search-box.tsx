import Link from 'next/link'
import { searchPath } from '#app/_web/routes.ts'

interface SearchBoxProps {
  readonly slug: string
  readonly rev: string | null
}

/** A field at the top of every page of a tree; on a narrow screen a link to the page of the search. Works without script. */
export function SearchBox({ slug, rev }: SearchBoxProps) {
  return (
    <search className="search-box">
      <form action={searchPath(slug, { rev: null })} method="get" className="search-box-form">
        <label>
          <span className="sr-only">Search sites, functions, files, sections, people and revisions</span>
          <input
            type="search"
            name="q"
            id="search-field"
            maxLength={200}
            placeholder="Search"
            autoComplete="off"
            aria-keyshortcuts="/"
          />
        </label>
        <span aria-hidden="true" className="search-box-key">
          /
        </span>
        {rev === null ? null : <input type="hidden" name="rev" value={rev} />}
      </form>
      <Link href={searchPath(slug, { rev })} prefetch={false} className="search-box-link">
        Search
      </Link>
    </search>
  )
}
