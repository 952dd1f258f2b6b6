import type { Trailer } from '#scanner/model/event.ts'

/** What the end of a commit's message says: who reviewed it, where it was discussed, what it mends. */
export function TrailerList({ trailers }: { readonly trailers: readonly Trailer[] }) {
  if (trailers.length === 0) return null
  return (
    <ul className="trailers" aria-label="Trailers">
      {trailers.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand there twice
        <li key={index} className="break-anywhere">
          {name}: {name === 'Link' && isWebAddress(value) ? <TrailerLink href={value} /> : value}
        </li>
      ))}
    </ul>
  )
}

/** An address out of somebody's commit: it is said as it is, and told nothing of us. */
function TrailerLink({ href }: { readonly href: string }) {
  return (
    <a href={href} rel="noreferrer nofollow">
      {href}
    </a>
  )
}

const isWebAddress = (value: string): boolean => /^https?:\/\/\S+$/.test(value) && URL.canParse(value)
